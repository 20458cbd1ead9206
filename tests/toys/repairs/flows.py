"""How a repair runs, and who signs the work."""

from portal.core.calendar import AfterDays, AfterWorkingDays
from portal.core.case import CLOSED, Case, Note, Reopening, Stage
from portal.core.flow import Step
from portal.core.time_limit import TimeLimit

OFFICE = ("branch_office_manager",)
REPAIR = Case(
    stages=(
        Stage(
            "accepted", "受理", "§1", by=("account_manager", "branch_office_manager"), to=("repair", CLOSED)
        ),
        Stage(
            "repair",
            "维修",
            "§2",
            by=OFFICE,
            words=True,
            to=(CLOSED, "accepted"),
            within_time=TimeLimit(clause="§2", limit=AfterWorkingDays(1)),
        ),
    ),
    notes=(Note("progress", "进展"), Note("correction", "更正", by=OFFICE)),
    keepers=("sales_clerk",),
    reopening=Reopening("§2", OFFICE, "repair"),
)
REPAIRED = TimeLimit(clause="§2", limit=AfterDays(13))
WORK_APPROVAL = (Step(name="验收", clause="§3", by="branch_office_manager", sign=True),)
