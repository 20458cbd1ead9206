"""What whoever serves confirms each year."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.sheet import Given
from portal.core.terms import Terms
from portal.core.usual_form import Signing, Which
from portal.regulations.it_service.documents.papers import paper
from portal.regulations.it_service.facts import Conduct
from portal.regulations.it_service.flows import CONFIRMING_STAFF, NOTED


def conduct_refusals(said: Conduct, terms: Terms) -> Iterator[Refusal]:
    """§7: confirmed on a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§7")


conduct = paper(
    Which("F09-12", "QR", "服务时间与行为规范确认", "§7", Conduct),
    (
        (Given("author", "确认人"), Given("unit", "所在部门")),
        ("day", "hours"),
        ("reached",),
        ("logged", "polite"),
        ("secret", "approved"),
        ("remark",),
    ),
    Signing("确认人", NOTED),
    number="QR-{yyyy}-{nnn}",
    authors=CONFIRMING_STAFF,
    batch=True,
    refuse=conduct_refusals,
    summary=lambda said: (f"{said.day.year}年服务时间与行为规范确认", said.hours),
)
