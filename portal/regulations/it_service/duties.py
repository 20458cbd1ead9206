"""What R09 asks for again and again."""

from portal.core.calendar import Deadline, working_days_after
from portal.core.duty import Duty, Schedule
from portal.core.period import Period
from portal.core.terms import Terms
from portal.regulations.it_service.flows import CONFIRMING_STAFF, LEAD, MANAGER, TERMINAL
from portal.regulations.it_service.parameters import CONDUCT, DRILL, MONTHLY, WEEKLY


def early_in_the_year(terms: Terms, period: Period) -> Deadline:
    """§7: so many working days after the year began."""
    return working_days_after(terms.calendar, period.first, terms.value(CONDUCT))


def in_the_half_year(terms: Terms, period: Period) -> Deadline:
    """§6: at the end of one of the half-year's months, or on the next working day."""
    month = period.month
    for _ in range(terms.value(DRILL) - 1):
        month = month.after()
    return working_days_after(terms.calendar, month.last(), 0)


def after_the_week(terms: Terms, period: Period) -> Deadline:
    """§4.4.9: so many working days after the week is over."""
    return working_days_after(terms.calendar, period.last, terms.value(WEEKLY))


def after_the_month(terms: Terms, period: Period) -> Deadline:
    """§4.4.9: so many working days after the month is over."""
    return working_days_after(terms.calendar, period.last, terms.value(MONTHLY))


DUTIES = (
    Duty(
        "应急演练", "§6", LEAD, "half", "每半年一次，期限见参数", "F09-11R", "assumption",
        Schedule("drill", in_the_half_year, opens=60),
    ),
    Duty(
        "确认服务时间和行为规范", "§7", CONFIRMING_STAFF, "year", "年初，期限见参数", "F09-12", "assumption",
        Schedule("conduct", early_in_the_year),
    ),
    Duty(
        "运维周报", "§4.4.9", MANAGER, "week", "下一周开始，期限见参数", "F09-8", "assumption",
        Schedule("week_report", after_the_week, opens=1),
    ),
    Duty(
        "运维月报", "§4.4.9", MANAGER, "month", "下一月开始，期限见参数", "F09-8M", "assumption",
        Schedule("month_report", after_the_month, opens=3),
    ),
    Duty("资产盘点", "§5.2", TERMINAL, "year", "每年年底前", "F09-9", "assumption"),
    Duty("复审到期的知识条目", "§4.4.8", LEAD, "event", "有效期到之前", "F09-7", "assumption"),
)  # fmt: skip
