"""What nobody fills: the monthly statistics and the register, computed from the cases."""

from portal.core.report import Figure, Report
from portal.domain.complaints.reporting import figures
from portal.regulations.product_complaints.flows import CASE
from portal.regulations.product_complaints.policies import POLICIES, Policy

OFFICE = ("branch_office_manager",)
HEADS = (
    "manufacturing_head", "rd_head", "managers_office", "deputy_general_manager", "finance_head",
)  # fmt: skip
BY = (
    ("cause", "原因类别"), ("product", "品种"), ("customer", "客户"), ("liable", "责任单位"),
    ("month", "月份"),
)  # fmt: skip


def statistics(policy: Policy) -> Report:
    """§10: what a month brought, was closed, and how it kept to the limit; for the heads of units."""
    return Report(
        code=policy.code("12"),
        title="客诉案件统计表",
        clause="§10",
        seen_by=OFFICE,
        company=(*CASE.keepers, *HEADS),
        columns=figures("结案", "结案的处理金额"),
        months=12,
        signed=(policy.group, "总经理室"),
        by=BY,
        bars=12,
    )


def register(policy: Policy) -> Report:
    """§7.3: every case of a year, when each stage had it, by when it was due, and what came of it."""
    return Report(
        code=policy.code("4"),
        title="客户抱怨案件登记追踪表",
        clause="§7.3",
        seen_by=OFFICE,
        company=CASE.keepers,
        columns=(
            Figure("案件编号", 6),
            Figure("表单编号", 6),
            Figure("收到", 4),
            Figure("客户", 6),
            Figure("品种", 6),
            Figure("原因类别", 4),
            Figure("责任单位", 4),
            Figure("转调查", 4),
            Figure("转执行", 4),
            Figure("转回访", 4),
            Figure("应结案", 4),
            Figure("结案或现状", 4),
            Figure("逾期天数", 3),
            Figure("处理金额", 5, total=True),
        ),
        months=12,
        signed=(policy.group, "总经理室"),
        usual="year",
    )


STATISTICS = {policy.regulation: statistics(policy) for policy in POLICIES}
REGISTERS = {policy.regulation: register(policy) for policy in POLICIES}
