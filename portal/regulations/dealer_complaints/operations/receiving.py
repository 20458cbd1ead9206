"""A complaint comes in: registered at once, never twice unseen, and the customer is to hear of it in time."""

from collections.abc import Iterator

from portal.core.approval.hooks import Hint, Refused, on_filling, on_submitted
from portal.core.cases.limits import let_run, since
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.terms import Terms
from portal.domain.complaints.cars import plain
from portal.domain.complaints.likeness import Alike, Known, Same, Told, alike
from portal.domain.complaints.operations import Received, accept, register
from portal.domain.complaints.queries import open_complaints, seen_cases
from portal.regulations.dealer_complaints import REGULATION
from portal.regulations.dealer_complaints.documents import record
from portal.regulations.dealer_complaints.facts import Record
from portal.regulations.dealer_complaints.facts.words import ANOTHER, NO_PLATE
from portal.regulations.dealer_complaints.operations.limits import INFORM, WORKING_DAYS
from portal.regulations.dealer_complaints.parameters import ALIKE
from portal.regulations.dealer_complaints.parameters import INFORM as INFORM_DAYS
from portal.regulations.dealer_complaints.rules.records import duplicate_refusal, own_complaint

SAME = Same(known_by="同一辆车")
WHICH = f"是同一件，打开那个案件补一条说明，这张不用交；不是同一件，在下面选「{ANOTHER}」。"


@on_submitted(record)
def enter(document: Document, said: Record, moment: Moment) -> None:
    """§4(一)1, §7, §8: by anybody but whom it is about; registered once; told of within so many days."""
    if refusal := own_complaint(document.author_id, said.against.id if said.against else None):
        raise Refused(refusal)
    found = alike(told_of(said), open_of(said), moment.terms.value(ALIKE), SAME)
    if refusal := duplicate_refusal(said.fresh, found):
        raise Refused(refusal)
    customer_id = said.customer.id if said.customer else None
    told = (said.day, said.complainant, customer_id, said.phone, said.model, car_of(said.plate, said.vin))
    register(document, Received(REGULATION.code, *told))
    accept(document.id, said.day)
    let_run(document.id, INFORM, INFORM_DAYS, WORKING_DAYS, since(said.day, moment))


def car_of(plate: str, vin: str) -> str:
    """What a car is known by: its plate; while it has none, its VIN."""
    return plain(vin if plate == NO_PLATE else plate)


def told_of(said: Record) -> Told:
    """A record as it is compared."""
    return Told(said.model, car_of(said.plate, said.vin), said.day)


def open_of(said: Record) -> list[Known]:
    """The open complaints of the same customer, phone or car."""
    customer_id = said.customer.id if said.customer else None
    return open_complaints(customer_id, said.phone, car_of(said.plate, said.vin))


@on_filling(record)
def tell(person_id: int, said: Said, terms: Terms) -> list[Hint]:
    """§4(一)1: what may be registered already stands beside the sheet; those that the author may see are
    opened from there."""
    head = said.head
    customer = head["customer"]
    car = car_of(head["plate"] or "", head["vin"] or "")
    known = open_complaints(customer.id if isinstance(customer, Ref) else None, head["phone"] or "", car)
    found = alike(Told(head["model"] or "", car, head["day"]), known, terms.value(ALIKE), SAME)
    return [*hints(person_id, found, terms), Hint(WHICH)] if found else []


def hints(person_id: int, found: list[Alike], terms: Terms) -> Iterator[Hint]:
    """Each complaint in a sentence."""
    seen = seen_cases(person_id, [each.known.case_id for each in found], terms.day)
    for each in found:
        case_id = each.known.case_id
        yield Hint(f"可能已经登记：{each.words}", case_id if case_id in seen else 0)
