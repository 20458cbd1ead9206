"""The gate: what a case needs before it is closed."""

from collections.abc import Iterator

from portal.core.approval.hooks import Refused, on_closing
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.domain.complaints.operations import close
from portal.domain.complaints.queries import forms_of, papers_in_force
from portal.regulations.product_complaints.documents import INTAKES, OF
from portal.regulations.product_complaints.facts import ACCEPTED, Intake
from portal.regulations.product_complaints.operations.each import each_of, regulation_of


@each_of(on_closing, INTAKES)
def require_done(document: Document, _said: Intake, moment: Moment) -> None:
    """§3, §9.4: the slip was answered, or the customer took what was decided."""
    if missing := list(missing_of(document)):
        raise Refused(*missing)
    close(document.id, moment.day)


def missing_of(document: Document) -> Iterator[Refusal]:
    """What still keeps a case open."""
    rounds = [each for each in forms_of(document.id) if each.document.status in IN_FORCE]
    if rounds and rounds[-1].outcome != ACCEPTED:
        why = f"{rounds[-1].document.number} 还没有客户接受的处理结果回报"
        yield Refusal((), why, "§9.4")
    slips = papers_in_force(document.id, OF[regulation_of(document)].abnormality.code)
    if not rounds and not slips:
        yield Refusal((), "还没有办完的抱怨处理表或异常处理单", "§3")
