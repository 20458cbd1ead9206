"""The paper of a change, from its application to its report."""

from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which
from portal.domain.operations.changes.rules import window_of
from portal.regulations.system_maintenance.documents.papers import paper
from portal.regulations.system_maintenance.facts import ChangePaper
from portal.regulations.system_maintenance.flows import CHANGED, OPERATORS
from portal.regulations.system_maintenance.rules.changes import change_refusals

change = paper(
    Which("F05-4", "BG", "变更申请与报告", "§附1", ChangePaper),
    (
        (Given("author", "申请人"), Given("unit", "维护部门")),
        ("day", "kind", "standard"),
        ("part", "system"),
        ("subject",),
        ("from_day", "from_at"),
        ("to_day", "to_at"),
        ("basis",),
        ("plan",),
        ("risk",),
        ("testing",),
        ("rollback",),
        ("oral_by", "oral_day", "oral_at"),
        ("implementer",),
        ("began_day", "began_at"),
        ("ended_day", "ended_at"),
        ("course",),
        ("tested", "outcome"),
        ("documents",),
    ),
    Signing("申请人", CHANGED),
    authors=OPERATORS,
    refuse=change_refusals,
    notice="变更要先经上级维护管理部门书面批准再实施；紧急变更可以先口头批准，按期补书面确认。",
    summary=lambda said: (f"{said.kind}：{said.subject}", f"{said.part}，{said.system}，{window_of(said)}"),
)
