"""Who signs, in which order, and how a fault's case runs."""

from typing import Any

from portal.core.calendar import AfterWorkingDays
from portal.core.facts import When
from portal.core.flow import Flow, Step
from portal.core.time_limit import TimeLimit
from portal.regulations.system_maintenance.facts.words import EMERGENCY, NORMAL
from portal.regulations.system_maintenance.parameters import CONFIRM

OPERATORS = ("system_operator", "maintenance_head", "network_admin", "app_db_admin", "terminal_admin")
MANAGER = ("maintenance_manager",)
CONFIRMED_IN_TIME = TimeLimit(
    clause="§附2", limit=AfterWorkingDays(0), parameter=CONFIRM.name, escalates=AfterWorkingDays(1)
)


def managed(name: str, clause: str, **more: Any) -> Step:
    """A step of the managing unit's head, who never signs what he asked for himself."""
    return Step(
        name=name, clause=clause, by="maintenance_manager", within="company", sign=True, own="hold", **more
    )


REPORT = ("began_day", "began_at", "ended_day", "ended_at", "course", "tested", "outcome", "documents")
# §附1: approved in writing, carried out and reported, accepted. §附2: an emergency begins on an oral word;
# its written confirmation is asked for beside the work. A standard change's kind was approved before.
CHANGED: Flow = (
    managed("书面批准", "§附1", when=When("kind", (NORMAL,))),
    managed(
        "书面确认", "§附2", when=When("kind", (EMERGENCY,)), branch="confirm", within_time=CONFIRMED_IN_TIME
    ),
    Step(
        name="实施并报告", clause="§附1", by="system_operator", named="implementer", sign=True, branch="work",
        edits=REPORT, fills=REPORT,
    ),
    managed("验收报告", "§附1"),
)  # fmt: skip
