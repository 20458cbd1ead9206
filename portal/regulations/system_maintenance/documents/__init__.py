"""The forms of R05 that the portal carries out."""

from portal.core.static_page import FlowPicture, StaticPage
from portal.regulations.system_maintenance.documents.beside import (
    REPORTS,
    by_part,
    register,
    rules,
    statistics,
)
from portal.regulations.system_maintenance.documents.changes import change
from portal.regulations.system_maintenance.documents.faults import fault, report
from portal.regulations.system_maintenance.documents.filing import filing
from portal.regulations.system_maintenance.documents.plans import done, plan
from portal.regulations.system_maintenance.documents.readings import inspection, log

__all__ = [
    "REPORTS", "by_part", "change", "done", "fault", "filing", "inspection", "log", "plan", "register",
    "report", "rules", "statistics",
]  # fmt: skip
TYPES = (filing, log, fault, report, change, plan, done, inspection)
STATICS = (StaticPage("F05-4L", "变更流程图", "§附1", (FlowPicture(change),)),)
