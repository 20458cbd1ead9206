"""What a maintenance unit owes again and again."""

from portal.core.calendar import Deadline, working_days_after
from portal.core.duty import Duty, Schedule
from portal.core.period import Period
from portal.core.terms import Terms
from portal.regulations.system_maintenance.parameters import PLANNED

HEAD = ("maintenance_head",)


def planned(terms: Terms, period: Period) -> Deadline:
    """§附3: some days into the month."""
    day = period.first.replace(day=terms.value(PLANNED))
    return working_days_after(terms.calendar, day, 0)


DUTIES = (
    Duty(
        "编制本月的维护作业计划", "§附3", HEAD, "month", "每月几日前，见参数", "F05-5", "assumption",
        Schedule("work_plan", planned),
    ),
    Duty("季度作业总结", "§附3", HEAD, "quarter", "季末", "", "elsewhere"),
    Duty("年度作业总结", "§附3", HEAD, "year", "年末", "", "elsewhere"),
)  # fmt: skip
