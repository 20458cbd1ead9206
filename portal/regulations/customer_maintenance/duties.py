"""What R01 asks for again and again, and by when."""

from portal.core.calendar import Deadline, nth_working_day, working_days_after
from portal.core.duty import Duty, Schedule
from portal.core.period import Period
from portal.core.terms import Terms
from portal.regulations.customer_maintenance.rules import plan_due

MANAGERS, OFFICE = ("account_manager",), ("branch_office_manager",)


def that_day(terms: Terms, period: Period) -> Deadline:
    """§1(4): a day is written down on the day itself."""
    return working_days_after(terms.calendar, period.first, 0)


def before_the_month(terms: Terms, period: Period) -> Deadline:
    """§1(2): a plan is made before its month begins."""
    return plan_due(terms, period.month)


def within_the_month(terms: Terms, period: Period) -> Deadline:
    """§2(3): a dealer's target of a month is split while the month lasts."""
    return nth_working_day(terms.calendar, period.first.year, period.first.month, -1)


def the_week_after(terms: Terms, period: Period) -> Deadline:
    """§1(4): a week's journals are read within five working days after it."""
    return working_days_after(terms.calendar, period.last, 5)


DUTIES = (
    Duty(
        "月度巡访计划",
        "§1(2)",
        MANAGERS,
        "month",
        "计划月份开始前，哪一天见参数",
        "F01-1",
        "assumption",
        Schedule("plan", before_the_month, opens=7),
    ),
    Duty("审核月度巡访计划", "§1(3)", OFFICE, "month", "计划月份开始前", "F01-1", "assumption"),
    Duty("成功手册", "§1(4)", MANAGERS, "workday", "当天", "F01-2", "seed", Schedule("journal", that_day)),
    Duty(
        "检查成功手册",
        "§1(4)",
        OFFICE,
        "week",
        "之后五个工作日内",
        "F01-2",
        "assumption",
        Schedule("inspection", the_week_after, opens=4),
        proof="inspected",
    ),
    Duty("市场信息反馈", "§2(7)", MANAGERS, "visit", "当天", "F01-3", "assumption"),
    Duty(
        "经销商月度目标分解",
        "§2(3)",
        MANAGERS,
        "month",
        "当月",
        "F01-4",
        "assumption",
        Schedule("target", within_the_month, opens=10),
    ),
    Duty("订货与库存指导", "§2(5)", MANAGERS, "visit", "当天", "F01-5", "assumption"),
    Duty("请示报告", "§2(8)", MANAGERS, "event", "当个工作日", "F01-6", "assumption"),
)
