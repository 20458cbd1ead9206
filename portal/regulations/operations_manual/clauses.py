"""The clauses of R18, retold; of the text the cover and the headings of the contents page are known."""

from portal.core.clause import Clause

TITLE = "原文只有标题，不要求做什么。"
ASSETS = "设备和信息资产只登记一次，在《运行维护管理体系和制度规范》的资产登记里，这里不另建台账。"
CLAUSES = (
    Clause("§1", "1 引言", "说明目的、适用范围、版本和概况。", TITLE),
    Clause(
        "§2", "2 运维团队", "划分运维团队的人员，分配岗位。",
        "岗位由管理者在人员和岗位里维护：运维主管由技术主管担任，监控值班由运行值班人员担任。",
    ),
    Clause("§3.1", "3.1 系统架构", "说明系统怎样组成。", TITLE),
    Clause("§3.2", "3.2 服务器资产", "登记每台服务器的配置、位置、负责人和保修。", ASSETS),
    Clause("§3.3.1", "3.3.1 信息资产", "登记信息资产的归属、位置、备份和风险。", ASSETS),
    Clause(
        "§5", "5 监控",
        "基础监控、容器监控和应用监控的告警都要记录：来源、指标、级别、时间和处理。网络安全日志至少留六个月，"
        "告警记录不删除。",
    ),
    Clause("§6", "6 故障处理", "故障和排障过程要记录。"),
)  # fmt: skip
