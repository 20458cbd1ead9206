"""How a repair runs, and who signs the work."""

from portal.core.case import CLOSED, Case, Note, Reopening, Stage
from portal.core.flow import Step

OFFICE = ("branch_office_manager",)
REPAIR = Case(
    stages=(
        Stage(
            "accepted", "受理", "§1", by=("account_manager", "branch_office_manager"), to=("repair", CLOSED)
        ),
        Stage("repair", "维修", "§2", by=OFFICE, words=True, to=(CLOSED, "accepted")),
    ),
    notes=(Note("progress", "进展"), Note("correction", "更正", by=OFFICE)),
    keepers=("sales_clerk",),
    reopening=Reopening("§2", OFFICE, "repair"),
)
WORK_APPROVAL = (Step(name="验收", clause="§3", by="branch_office_manager", sign=True),)
