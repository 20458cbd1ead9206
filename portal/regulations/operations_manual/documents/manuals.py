"""The page by which a document is released."""

from portal.core.evidence import Evidence
from portal.core.retention.rules import PERMANENT
from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which, usual_form
from portal.regulations.operations_manual.facts import ManualPage
from portal.regulations.operations_manual.flows import REVIEWED, WRITERS
from portal.regulations.operations_manual.rules.manuals import manual_refusals

manual = usual_form(
    Which("F18-1", "WD", "文档控制页", "§0", ManualPage),
    (
        (Given("author", "作者"), Given("unit", "编写部门"), "day"),
        ("title",),
        ("file_id", "version"),
        ("state", "secrecy"),
        ("change",),
    ),
    Signing("作者", REVIEWED),
    number="WD-{yyyy}-{nnn}",
    authors=WRITERS,
    keep_years=PERMANENT,
    evidence=Evidence("文档", "§0", 1, 3),
    refuse=manual_refusals,
    summary=lambda said: (f"{said.title}（{said.version}）", f"{said.file_id}，{said.state}，{said.secrecy}"),
)
