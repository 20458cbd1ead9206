"""Who signs the forms of R01, in which order, and who looks at its records afterwards."""

from portal.core.calendar import AfterWorkingDays
from portal.core.facts import When
from portal.core.flow import Inspection, Step
from portal.core.time_limit import TimeLimit
from portal.regulations.customer_maintenance.facts import PROJECT
from portal.regulations.customer_maintenance.parameters import REVIEW_DAYS

OFFICE = "branch_office_manager"
PLAN_APPROVAL = (
    Step(
        name="审核",
        clause="§1(3)",
        by=OFFICE,
        edits=("lines", "remarks"),
        sign=True,
        vacancy="hold",
        within_time=TimeLimit(
            clause="§1(3)",
            limit=AfterWorkingDays(0),
            parameter=REVIEW_DAYS.name,
            escalates=AfterWorkingDays(1),
        ),
    ),
)
JOURNAL_INSPECTION = Inspection(name="检查", clause="§1(4)", by=OFFICE)
# "及时上报": a record nobody is shown would not have been reported, so the office manager takes note of it.
MARKET_NOTED = (Step(name="阅知", clause="§2(7)", by=OFFICE, vacancy="escalate"),)
TARGET_APPROVAL = (Step(name="审核", clause="§2(3)", by=OFFICE, edits=("lines", "target"), sign=True),)
ESCALATION = (
    Step(name="答复", clause="§2(8)", by=OFFICE, sign=True, vacancy="escalate", answer=True),
    Step(
        name="公司答复",
        clause="§2(6)",
        by="sales_manager",
        sign=True,
        vacancy="escalate",
        answer=True,
        when=When("matter", (PROJECT,)),
    ),
)
