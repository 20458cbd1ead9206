"""What the group that keeps the register owes again and again, and by when.

Neither is watched by the portal: what proves them is a look at the register, which leaves no document.
"""

from portal.core.duty import Duty
from portal.regulations.product_complaints.policies import POLICIES, Policy

GROUP = ("production_control",)


def duties_of(policy: Policy) -> tuple[Duty, ...]:
    """§14: who is late is looked for every day; §10: last month is told to the heads of units."""
    title = f"客诉案件统计表（{policy.code('12')}）"
    return (
        Duty("查看逾期的客诉案件并催办", "§14", GROUP, "workday", "当天", "", "assumption"),
        Duty(f"把上月的{title}送各部门主管", "§10", GROUP, "month", "次月几日前，见参数", "", "knowledge"),
    )


DUTIES = {policy.regulation: duties_of(policy) for policy in POLICIES}
