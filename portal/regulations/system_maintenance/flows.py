"""Who signs, in which order, and how a fault's case runs."""

from typing import Any

from portal.core.calendar import AfterWorkingDays
from portal.core.case import CLOSED, Case, Note, Reopening, Stage
from portal.core.facts import When
from portal.core.flow import Flow, Step
from portal.core.org.roles import ROLES
from portal.core.time_limit import TimeLimit
from portal.domain.operations.changes.words import EMERGENCY, NORMAL
from portal.regulations.system_maintenance.parameters import CONFIRM, FAULT

OPERATORS = ("system_operator", "maintenance_head", "network_admin", "app_db_admin", "terminal_admin")
MANAGER = ("maintenance_manager",)
HEADS = tuple(name for name, role in ROLES.items() if role.heads)
CONFIRMED_IN_TIME = TimeLimit(
    clause="§附2", limit=AfterWorkingDays(0), parameter=CONFIRM.name, escalates=AfterWorkingDays(1)
)


def managed(name: str, clause: str, **more: Any) -> Step:
    """A step of the managing unit's head, who never signs what he asked for himself."""
    return Step(
        name=name, clause=clause, by="maintenance_manager", within="company", sign=True, own="hold", **more
    )


WRITTEN, CONFIRMED, CARRIED_OUT = "书面批准", "书面确认", "实施并报告"
APPROVED_IN = "批准"  # one cell, as one of the two is taken
REPORT = ("began_day", "began_at", "ended_day", "ended_at", "course", "tested", "outcome", "documents")
# §附1: approved in writing, carried out and reported, accepted. §附2: an emergency begins on an oral word;
# its written confirmation is asked for beside the work. A standard change's kind was approved before.
CHANGED: Flow = (
    managed(WRITTEN, "§附1", when=When("kind", (NORMAL,)), cell=APPROVED_IN),
    managed(
        CONFIRMED, "§附2", when=When("kind", (EMERGENCY,)), cell=APPROVED_IN, branch="confirm",
        within_time=CONFIRMED_IN_TIME,
    ),
    Step(
        name=CARRIED_OUT, clause="§附1", by="system_operator", named="implementer", sign=True, branch="work",
        edits=REPORT, fills=REPORT,
    ),
    managed("验收报告", "§附1"),
)  # fmt: skip

# §4(2): a fault is handled, then reported; the managing unit closes it.
FAULT_CASE = Case(
    stages=(
        Stage("handling", "处理中", "§4(2)", by=(*OPERATORS, *MANAGER), words=True, to=("reported",)),
        Stage("reported", "已恢复，待结案", "§4(2)", by=MANAGER, words=True, to=(CLOSED, "handling")),
    ),
    notes=(Note("progress", "进展"), Note("correction", "更正", by=(*OPERATORS, *MANAGER))),
    keepers=MANAGER,
    reopening=Reopening("§4(2)", MANAGER, "handling"),
)
CLOSED_IN_TIME = TimeLimit(clause="§4(2)", limit=AfterWorkingDays(0), parameter=FAULT.name)
REPORTED: Flow = (managed("维护管理部门审阅", "§4(2)"),)
PLANNED: Flow = (managed("批准计划", "§附3"),)
FILED: Flow = (managed("备案", "§2"),)
FOUND = ("done_on", "dangers")
INSPECTED: Flow = (
    Step(
        name="巡检", clause="§附4", by="system_operator", at="executes", sign=True, vacancy="escalate",
        edits=("lines", *FOUND), fills=FOUND,
    ),
)  # fmt: skip
