"""What nobody fills: the list of alarms, and where faults are recorded."""

from portal.core.report import Figure, Report
from portal.core.static_page import Prose, StaticPage, TextTable
from portal.regulations.operations_manual.flows import ENGINEERS, LEAD

alarms = Report(
    code="F18-6",
    title="监控告警记录",
    clause="§5",
    seen_by=ENGINEERS,
    company=(*LEAD, "project_manager", "maintenance_head", "maintenance_manager", "service_desk"),
    columns=(
        Figure("开始", 3),
        Figure("告警", 4),
        Figure("级别", 2),
        Figure("对象", 4),
        Figure("摘要", 8),
        Figure("恢复", 3),
        Figure("次数", 1, total=True),
        Figure("来源", 2),
        Figure("故障", 3),
    ),
    months=12,
    signed=("值班人", "运维主管"),
)
STATICS = (
    StaticPage(
        "F18-7",
        "故障与排障记录",
        "§6",
        (
            Prose(("故障只登记一次，按它从哪里来填下面的一种；告警一点就是已填好的故障处理记录。",)),
            TextTable(
                ("从哪里来", "填什么", "所属制度"),
                (
                    ("监控告警、巡检、值班发现", "故障处理记录（F05-3）", "信息系统运行维护管理制度"),
                    ("用户报修", "事件单（F09-2）", "运行维护管理体系和制度规范"),
                ),
            ),
        ),
    ),
)
