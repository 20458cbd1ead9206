"""The paper by which a unit files rules of its own."""

from portal.core.evidence import Evidence
from portal.core.retention.rules import PERMANENT
from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which
from portal.regulations.system_maintenance.documents.papers import paper
from portal.regulations.system_maintenance.facts import Filing
from portal.regulations.system_maintenance.flows import FILED, HEADS
from portal.regulations.system_maintenance.rules.filing import filing_refusals

filing = paper(
    Which("F05-1", "XZ", "实施细则备案", "§2", Filing),
    (
        (Given("author", "部门负责人"), Given("unit", "制订部门")),
        ("day", "title"),
        ("version", "effective", "article"),
        ("part", "note"),
    ),
    Signing("部门负责人", FILED),
    authors=HEADS,
    keep_years=PERMANENT,
    evidence=Evidence("实施细则全文", "§2", 1, 3),
    refuse=filing_refusals,
    summary=lambda said: (f"{said.title}（{said.version}）", f"{said.effective} 起施行，依据{said.article}"),
)
