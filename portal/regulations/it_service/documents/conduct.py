"""What whoever serves confirms each year."""

from collections.abc import Iterator

from portal.core.document_type import DocumentType
from portal.core.facts import Refusal
from portal.core.flow import signature_cells
from portal.core.sheet import Given, Sheet
from portal.core.terms import Terms
from portal.regulations.it_service.facts import Conduct
from portal.regulations.it_service.flows import CONFIRMING_STAFF, NOTED


def conduct_refusals(said: Conduct, terms: Terms) -> Iterator[Refusal]:
    """§7: confirmed on a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§7")


conduct = DocumentType(
    code="F09-12",
    title="服务时间与行为规范确认",
    facts=Conduct,
    version=1,
    clause="§7",
    number="QR-{yyyy}-{nnn}",
    numbered="sent",
    authors=CONFIRMING_STAFF,
    flow=NOTED,
    period="day",
    keep_years=3,
    batch=True,
    refuse=conduct_refusals,
    summary=lambda said: (f"{said.day.year}年服务时间与行为规范确认", said.hours),
    sheet=Sheet(
        (
            (Given("author", "确认人"), Given("unit", "所在部门")),
            ("day", "hours"),
            ("reached",),
            ("logged", "polite"),
            ("secret", "approved"),
            ("remark",),
        ),
        ("确认人", *signature_cells(NOTED)),
    ),
)
