"""What the forms say."""

from portal.regulations.system_maintenance.facts.changes import ChangePaper
from portal.regulations.system_maintenance.facts.faults import AffectedLine, Fault, FaultReport
from portal.regulations.system_maintenance.facts.filing import Filing
from portal.regulations.system_maintenance.facts.plans import WorkDone, WorkLine, WorkPlan
from portal.regulations.system_maintenance.facts.readings import (
    CheckLine,
    InspectionPaper,
    LogLine,
    OperationLog,
)

__all__ = [
    "AffectedLine", "ChangePaper", "CheckLine", "Fault", "FaultReport", "Filing", "InspectionPaper",
    "LogLine", "OperationLog", "WorkDone", "WorkLine", "WorkPlan",
]  # fmt: skip
