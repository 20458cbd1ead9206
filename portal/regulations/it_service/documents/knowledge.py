"""The paper by which what helped is written down for others."""

from portal.core.document_type import DocumentType
from portal.core.flow import signature_cells
from portal.core.sheet import Given, Sheet
from portal.regulations.it_service.facts import Knowledge
from portal.regulations.it_service.flows import IT, REVIEWED
from portal.regulations.it_service.rules.knowledge import knowledge_refusals

article = DocumentType(
    code="F09-7",
    title="知识条目",
    facts=Knowledge,
    version=1,
    clause="§4.4.8",
    number="ZS-{yyyy}-{nnn}",
    numbered="sent",
    authors=IT,
    flow=REVIEWED,
    period="day",
    keep_years=3,
    refuse=knowledge_refusals,
    summary=lambda said: (said.title, f"给{said.audience}看，有效期到 {said.expires}"),
    sheet=Sheet(
        (
            (Given("author", "作者"), Given("unit", "所在部门"), "day"),
            ("title",),
            ("part", "audience", "expires"),
            ("symptom",),
            ("cause",),
            ("solution",),
            ("keywords",),
            ("replaces",),
        ),
        ("作者", *signature_cells(REVIEWED)),
    ),
)
