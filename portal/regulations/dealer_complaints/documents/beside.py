"""What nobody fills: a year's register and the statistics. The text names neither, the codes are ours."""

from portal.core.report import Figure, Report
from portal.domain.complaints.reporting import figures
from portal.regulations.dealer_complaints.flows import CASE

HEADS = ("business_manager",)
SIGNED = ("客户关系经理", "总经理")
BY = (("category", "类别"), ("liable", "责任部门"), ("model", "车型"), ("month", "月份"))
register = Report(
    code="F16-8",
    title="客户投诉台账",
    clause="§4(一)2",
    seen_by=HEADS,
    company=CASE.keepers,
    columns=(
        Figure("案件编号", 6),
        Figure("收到", 4),
        Figure("投诉人", 4),
        Figure("车牌号", 4),
        Figure("车型", 4),
        Figure("类别", 4),
        Figure("一般或重大", 4),
        Figure("责任部门", 4),
        Figure("应告知", 4),
        Figure("告知", 4),
        Figure("迟告天数", 3),
        Figure("结案或现状", 4),
        Figure("承担费用", 5, total=True),
    ),
    months=12,
    signed=SIGNED,
    usual="year",
)
statistics = Report(
    code="F16-9",
    title="客户投诉统计表",
    clause="§4(一)7",
    seen_by=HEADS,
    company=CASE.keepers,
    columns=figures("告知", "结案的费用"),
    months=12,
    signed=SIGNED,
    by=BY,
    bars=12,
)
