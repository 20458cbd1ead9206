"""What R09 asks for again and again."""

from portal.core.calendar import Deadline, working_days_after
from portal.core.duty import Duty, Schedule
from portal.core.period import Period
from portal.core.terms import Terms
from portal.regulations.it_service.flows import CONFIRMING_STAFF
from portal.regulations.it_service.parameters import CONDUCT


def early_in_the_year(terms: Terms, period: Period) -> Deadline:
    """§7: so many working days after the year began."""
    return working_days_after(terms.calendar, period.first, terms.value(CONDUCT))


DUTIES = (
    Duty(
        "确认服务时间和行为规范", "§7", CONFIRMING_STAFF, "year", "年初，期限见参数", "F09-12", "assumption",
        Schedule("conduct", early_in_the_year),
    ),
)  # fmt: skip
