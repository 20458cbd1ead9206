"""What nobody fills: registers and counts. The text names none, the codes are ours."""

from portal.core.report import Figure, Report
from portal.regulations.system_maintenance.flows import MANAGER

SEEN_BY = ("maintenance_head", "project_manager", "technical_lead")
COMPANY = (*MANAGER, "general_manager")
SIGNED = ("维护部门负责人", "维护管理部门负责人")
rules = Report(
    code="F05-1T",
    title="实施细则目录",
    clause="§2",
    seen_by=SEEN_BY,
    company=COMPANY,
    columns=(
        Figure("编号", 6),
        Figure("制订部门", 6),
        Figure("名称", 8),
        Figure("版本", 3),
        Figure("施行", 4),
        Figure("依据", 3),
    ),
    months=12,
    signed=SIGNED,
    usual="year",
)
register = Report(
    code="F05-3T",
    title="故障台账",
    clause="§4(2)",
    seen_by=SEEN_BY,
    company=COMPANY,
    columns=(
        Figure("编号", 6),
        Figure("开始", 5),
        Figure("部分", 5),
        Figure("系统", 6),
        Figure("现象", 8),
        Figure("等级", 4),
        Figure("恢复", 5),
        Figure("中断分钟", 3, total=True),
        Figure("结案", 4),
    ),
    months=12,
    signed=SIGNED,
    usual="year",
)
statistics = Report(
    code="F05-3C",
    title="故障统计表",
    clause="§附5",
    seen_by=SEEN_BY,
    company=COMPANY,
    columns=(
        Figure("分类", 5),
        Figure("故障", total=True, charted=True),
        Figure("一级", total=True),
        Figure("二级", total=True),
        Figure("三级", total=True),
        Figure("结案", total=True, charted=True),
        Figure("未结", total=True),
        Figure("中断分钟", 3, total=True),
    ),
    months=12,
    signed=SIGNED,
    usual="year",
    by=(("part", "部分"), ("level", "等级"), ("month", "月份")),
    bars=12,
)
by_part = Report(
    code="F05-2T",
    title="运行维护统计表",
    clause="§3",
    seen_by=SEEN_BY,
    company=COMPANY,
    columns=(
        Figure("部分", 5),
        Figure("故障", total=True, charted=True),
        Figure("变更", total=True, charted=True),
        Figure("作业项目", total=True),
        Figure("其中完成", total=True),
        Figure("监控和巡检值", 3, total=True),
        Figure("其中超出范围", 3, total=True, charted=True),
    ),
    months=12,
    signed=SIGNED,
    usual="year",
)
REPORTS = (rules, by_part, register, statistics)
