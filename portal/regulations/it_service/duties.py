"""What R09 asks for again and again."""

from portal.core.calendar import Deadline, working_days_after
from portal.core.duty import Duty, Schedule
from portal.core.period import Period
from portal.core.terms import Terms
from portal.regulations.it_service.flows import CONFIRMING_STAFF, LEAD
from portal.regulations.it_service.parameters import CONDUCT, DRILL


def early_in_the_year(terms: Terms, period: Period) -> Deadline:
    """§7: so many working days after the year began."""
    return working_days_after(terms.calendar, period.first, terms.value(CONDUCT))


def in_the_half_year(terms: Terms, period: Period) -> Deadline:
    """§6: at the end of one of the half-year's months, or on the next working day."""
    month = period.month
    for _ in range(terms.value(DRILL) - 1):
        month = month.after()
    return working_days_after(terms.calendar, month.last(), 0)


DUTIES = (
    Duty(
        "应急演练", "§6", LEAD, "half", "每半年一次，期限见参数", "F09-11R", "assumption",
        Schedule("drill", in_the_half_year, opens=60),
    ),
    Duty(
        "确认服务时间和行为规范", "§7", CONFIRMING_STAFF, "year", "年初，期限见参数", "F09-12", "assumption",
        Schedule("conduct", early_in_the_year),
    ),
)  # fmt: skip
