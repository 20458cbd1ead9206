"""The paper of a change, from its request to its acceptance."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.flow import signature_cells
from portal.core.sheet import Given, Sheet
from portal.domain.operations.change_rules import window_of
from portal.regulations.it_service.documents.incidents import KEPT
from portal.regulations.it_service.facts import ChangeRequest
from portal.regulations.it_service.flows import CHANGED, IT
from portal.regulations.it_service.rules.changes import change_refusals

change = DocumentType(
    code="F09-5",
    title="变更单",
    facts=ChangeRequest,
    version=1,
    clause="§4.4.6",
    number="RFC-{yyyymmdd}-{nnn}",
    numbered="sent",
    authors=IT,
    flow=CHANGED,
    period="day",
    keep_years=KEPT,
    evidence=Evidence("方案和附件", "§4.4.6", 0, 9),
    notice="没有批准的变更不动生产系统；紧急变更可以先口头批准，按期补书面确认。",
    refuse=change_refusals,
    summary=lambda said: (f"{said.kind}：{said.subject}", f"{said.part}，{said.thing}，{window_of(said)}"),
    sheet=Sheet(
        (
            (Given("author", "申请人"), Given("unit", "所在部门")),
            ("day", "kind", "standard"),
            ("part", "thing"),
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
        ("申请人", *signature_cells(CHANGED)),
    ),
)
