"""Who signs, in which order, and how a case runs."""

from typing import Any

from portal.core.calendar import AfterWorkingDays
from portal.core.case import CLOSED, Case, Note, Reopening, Stage
from portal.core.facts import When
from portal.core.flow import Flow, Step
from portal.core.time_limit import TimeLimit
from portal.domain.operations.changes.words import EMERGENCY, NORMAL, STANDARD
from portal.regulations.it_service.facts.words import ASSIGNED
from portal.regulations.it_service.parameters import CONFIRM, CONFIRM_CHANGE

DESK = ("service_desk",)
LEAD = ("technical_lead",)
ADMINS = ("network_admin", "app_db_admin", "terminal_admin")
OWNER = ("project_owner",)
TERMINAL = ("terminal_admin",)
KEEPERS = (*TERMINAL, *LEAD)
MANAGER = ("project_manager",)
IT = (*DESK, *ADMINS, *LEAD, "project_manager")
RECEIVED, HANDLING, CONFIRMING = "received", "handling", "confirming"

# §8: the desk alone moves a case on; what happens to its papers does so as well.
CASE = Case(
    stages=(
        Stage(RECEIVED, "已受理", "§4.4.2", by=DESK, to=(HANDLING, CLOSED)),
        Stage(HANDLING, "处理中", "§4.4.3", by=DESK, words=True, to=(CONFIRMING, CLOSED)),
        Stage(CONFIRMING, "待确认", "§8", by=DESK, to=(CLOSED, HANDLING)),
    ),
    notes=(Note("remark", "补充说明"), Note("progress", "进展", by=IT)),
    keepers=IT,
    reopening=Reopening("§8", DESK, HANDLING),
)

# §4.4.5: the technical lead moves a problem on; everybody of operations sees it and writes what he found.
INVESTIGATING, KNOWN = "investigating", "known"
PROBLEM_CASE = Case(
    stages=(
        Stage(INVESTIGATING, "调查中", "§4.4.5", by=LEAD, words=True, to=(KNOWN, CLOSED)),
        Stage(KNOWN, "已知错误", "§4.4.5", by=LEAD, words=True, to=(CLOSED, INVESTIGATING)),
    ),
    notes=(Note("progress", "进展", by=IT),),
    keepers=IT,
    reopening=Reopening("§4.4.5", LEAD, INVESTIGATING),
)

RESPOND, RESTORE, CONFIRMED, ON_SITE, USER_SIGNS = (
    "响应", "处理并恢复", "用户确认", "现场处理", "使用人签字",
)  # fmt: skip
FOUND = ("cause", "action")
BY_RESOLVER: dict[str, Any] = {
    "clause": "§4.4.3", "by": "technical_lead", "named": "resolver", "vacancy": "escalate",
    "when": When("way", (ASSIGNED,)),
}  # fmt: skip
# §8: the user confirms, which is no signature: where he is silent for so many working days, it passes.
SILENCE = TimeLimit(clause="§8", limit=AfterWorkingDays(0), parameter=CONFIRM.name, passes=True)
RESOLVED: Flow = (
    Step(name=RESPOND, **BY_RESOLVER),
    Step(name=RESTORE, sign=True, edits=FOUND, fills=FOUND, **BY_RESOLVER),
    Step(
        name=CONFIRMED, clause="§8", by="service_desk", named="user", vacancy="escalate",
        within_time=SILENCE,
    ),
)  # fmt: skip
# §7: each of the unit confirms, its manager takes note.
CONFIRMING_STAFF = (*DESK, *ADMINS, *LEAD)
NOTED: Flow = (
    Step(name="经理签字", clause="§7", by="project_manager", within="company", sign=True),
)  # fmt: skip
# §4.4.9: the owner accepts what the manager reports.
ACCEPTED: Flow = (
    Step(name="签字", clause="§4.4.9", by="project_owner", within="company", sign=True),
)  # fmt: skip
# §5.2: the manager signs what was counted.
INVENTORIED: Flow = (
    Step(name="经理签字", clause="§5.2", by="project_manager", within="company", sign=True, own="hold"),
)  # fmt: skip
# §4.4.4: the engineer fills in what he did, and hands his phone over, or a print, to be signed.
DONE = ("arrived", "left", "parts", "done")
SIGNED_ON_SITE: Flow = (
    Step(
        name=ON_SITE, clause="§4.4.4", by="terminal_admin", named="engineer", sign=True, edits=DONE,
        fills=("arrived", "left", "done"), vacancy="escalate",
    ),
    Step(name=USER_SIGNS, clause="§4.4.4", by="service_desk", named="user", sign=True, vacancy="escalate"),
)  # fmt: skip

# §9: approved by lead and manager; an emergency begins on an oral word, and both confirm it in writing beside
# the work. A standard change's kind was approved before. The lead accepts what was reported.
APPROVALS = ("审核变更", "补审", "批准变更", "补批")
CARRIED_OUT, CARRIED_OUT_AT_ONCE = "实施并报告", "紧急实施并报告"
REPORT = ("began_day", "began_at", "ended_day", "ended_at", "course", "tested", "outcome")
CONFIRMED_IN_TIME = TimeLimit(
    clause="§9", limit=AfterWorkingDays(0), parameter=CONFIRM_CHANGE.name, escalates=AfterWorkingDays(1)
)


def decided(name: str, kind: str, by: str, cell: str, **more: Any) -> Step:
    """A step by which the lead or the manager approves or confirms a change of a kind; one cell for each."""
    return Step(
        name=name, clause="§9", by=by, within="company", sign=True, own="superior", cell=cell,
        when=When("kind", (kind,)), **more,
    )  # fmt: skip


def carried_out(name: str, *kinds: str, **more: Any) -> Step:
    """The step of whoever carries a change out."""
    return Step(
        name=name, clause="§4.4.6", by="app_db_admin", named="implementer", sign=True, vacancy="escalate",
        when=When("kind", kinds), edits=REPORT, fills=REPORT, cell="实施人", **more,
    )  # fmt: skip


LEADS, MANAGES, WORKS = "lead", "manager", "work"
CHANGED: Flow = (
    decided(APPROVALS[0], NORMAL, *LEAD, "技术主管", branch=LEADS),
    decided(APPROVALS[1], EMERGENCY, *LEAD, "技术主管", branch=LEADS, within_time=CONFIRMED_IN_TIME),
    decided(APPROVALS[2], NORMAL, *MANAGER, "项目经理", branch=LEADS),
    decided(APPROVALS[3], EMERGENCY, *MANAGER, "项目经理", branch=MANAGES, within_time=CONFIRMED_IN_TIME),
    carried_out(CARRIED_OUT_AT_ONCE, EMERGENCY, branch=WORKS),
    carried_out(CARRIED_OUT, NORMAL, STANDARD),
    Step(name="验收", clause="§4.4.6", by="technical_lead", within="company", sign=True, own="superior"),
)

# §6: the lead writes plans and records, the manager looks at them, the owner puts them in force.
PREPARED: Flow = (
    Step(name="审核", clause="§6", by="project_manager", within="company", sign=True),
    Step(name="批准", clause="§6", by="project_owner", within="company", sign=True),
)
# §4.4.8: the lead reviews what others wrote; the next one above what he wrote himself.
REVIEWED: Flow = (
    Step(
        name="审核", clause="§4.4.8", by="technical_lead", sign=True, own="superior",
        vacancy="escalate",
    ),
)  # fmt: skip

# §4.4.7: administrators register, the lead approves; the next one above what he wrote himself.
REGISTERED: Flow = (
    Step(name="批准", clause="§4.4.7", by="technical_lead", within="company", sign=True, own="superior"),
)

# §4.4.5: the lead reports, the manager signs.
SOLVED: Flow = (
    Step(name="审核", clause="§4.4.5", by="project_manager", within="company", sign=True, own="hold"),
)
