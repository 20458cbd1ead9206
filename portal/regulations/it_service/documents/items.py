"""The paper by which a configuration item is registered, or changed."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.flow import signature_cells
from portal.core.sheet import Given, Sheet
from portal.regulations.it_service.documents.incidents import KEPT
from portal.regulations.it_service.facts import ItemRecord
from portal.regulations.it_service.flows import ADMINS, LEAD, REGISTERED
from portal.regulations.it_service.rules.items import item_refusals

item = DocumentType(
    code="F09-6",
    title="配置项记录",
    facts=ItemRecord,
    version=1,
    clause="§4.4.7",
    number="PZ-{yyyy}-{nnn}",
    numbered="sent",
    authors=(*ADMINS, *LEAD),
    flow=REGISTERED,
    period="day",
    keep_years=KEPT,
    evidence=Evidence("附件", "§4.4.7", 0, 9),
    notice="批准后登记册就按这张记录：没有写上的关系从批准那天起不再有。",
    refuse=item_refusals,
    summary=lambda said: (f"{said.entry}：{said.name}", f"{said.type}，{said.status}，{said.owner.label}"),
    sheet=Sheet(
        (
            (Given("author", "登记人"), "day", "entry"),
            ("known",),
            ("name", "type"),
            ("owner", "unit", "status"),
            ("part", "location", "version"),
            ("relations",),
            ("remark",),
        ),
        ("登记人", *signature_cells(REGISTERED)),
    ),
)
