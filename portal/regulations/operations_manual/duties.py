"""What R18 asks for again and again."""

from portal.core.calendar import Deadline, working_days_after
from portal.core.duty import Duty, Schedule
from portal.core.period import Period
from portal.core.terms import Terms
from portal.regulations.operations_manual.flows import LEAD


def in_the_quarter(terms: Terms, period: Period) -> Deadline:
    """§3.3.2: on the quarter's last day, or the next working day."""
    return working_days_after(terms.calendar, period.last, 0)


DUTIES = (
    Duty("清点服务器台账", "§3.2", ("network_admin",), "half", "六月和十二月底前", "F18-2", "assumption"),
    Duty(
        "复核帐号", "§3.3.2", LEAD, "quarter", "季末前", "F18-4R", "assumption",
        Schedule("account_review", in_the_quarter, opens=15),
    ),
    Duty("登记帐号", "§3.3.2", LEAD, "event", "使用之前", "F18-4", "assumption"),
)  # fmt: skip
