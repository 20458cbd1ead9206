"""What R08 asks for again and again, and by when."""

from portal.core.calendar import Deadline
from portal.core.duty import Duty, Schedule
from portal.core.period import Period
from portal.core.terms import Terms
from portal.regulations.planning_department.rules import plan_due

STAFF = ("copywriter", "graphic_artist", "assistant")
OTHERS = ("planning_manager",)


def before_the_meeting(terms: Terms, period: Period) -> Deadline:
    """§4.3(1): a week's plan is there before the meeting of that week."""
    return plan_due(terms, period.first)


DUTIES = (
    Duty(
        "工作计划",
        "§4.3(1)",
        STAFF,
        "week",
        "周一 10:00 前，放假顺延",
        "F08-8",
        "seed",
        Schedule("weekly_plan", before_the_meeting, opens=3),
    ),
    Duty("例会", "§4.2(1)", (*OTHERS, *STAFF), "week", "周一 10:00", "", "seed"),
    Duty("提交下一年营销策划方案及费用预算", "§4.3(3)", OTHERS, "year", "11月30日前", "", "seed"),
)
