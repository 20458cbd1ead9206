"""The paper of a change, from its request to its acceptance."""

from portal.core.evidence import Evidence
from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which
from portal.core.versions import Upgrade
from portal.domain.operations.changes.rules import window_of
from portal.regulations.it_service.documents.papers import paper
from portal.regulations.it_service.facts import ChangeRequest
from portal.regulations.it_service.flows import CHANGED, IT
from portal.regulations.it_service.rules.changes import change_refusals

change = paper(
    Which("F09-5", "RFC", "变更单", "§4.4.6", ChangeRequest),
    (
        (Given("author", "申请人"), Given("unit", "所在部门")),
        ("day", "kind", "standard"),
        ("part", "thing"),
        ("item",),
        ("subject", "origin"),
        ("reason",),
        ("from_day", "from_at", "to_day", "to_at"),
        ("risk",),
        ("plan",),
        ("rollback",),
        ("oral_by", "oral_day", "oral_at"),
        ("implementer",),
        ("began_day", "began_at", "ended_day", "ended_at"),
        ("course",),
        ("tested", "outcome"),
    ),
    Signing("申请人", CHANGED),
    version=2,
    upgrades={1: Upgrade()},  # what was sent before there were items names none
    authors=IT,
    evidence=Evidence("方案和附件", "§4.4.6", 0, 9),
    notice="没有批准的变更不动生产系统；紧急变更可以先口头批准，按期补书面确认。",
    refuse=change_refusals,
    summary=lambda said: (f"{said.kind}：{said.subject}", f"{said.part}，{said.thing}，{window_of(said)}"),
)
