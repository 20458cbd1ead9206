"""The page by which a document is released."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.flow import signature_cells
from portal.core.retention.rules import PERMANENT
from portal.core.sheet import Given, Sheet
from portal.regulations.operations_manual.facts import ManualPage
from portal.regulations.operations_manual.flows import REVIEWED, WRITERS
from portal.regulations.operations_manual.rules.manuals import manual_refusals

manual = DocumentType(
    code="F18-1",
    title="文档控制页",
    facts=ManualPage,
    version=1,
    clause="§0",
    number="WD-{yyyy}-{nnn}",
    numbered="sent",
    authors=WRITERS,
    flow=REVIEWED,
    period="day",
    keep_years=PERMANENT,
    evidence=Evidence("文档", "§0", 1, 3),
    refuse=manual_refusals,
    summary=lambda said: (f"{said.title}（{said.version}）", f"{said.file_id}，{said.state}，{said.secrecy}"),
    sheet=Sheet(
        (
            (Given("author", "作者"), Given("unit", "编写部门"), "day"),
            ("title",),
            ("file_id", "version"),
            ("state", "secrecy"),
            ("change",),
        ),
        ("作者", *signature_cells(REVIEWED)),
    ),
)
