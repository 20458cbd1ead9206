"""A complaint is taken down: it stands in the register, its limit runs, it is registered once."""

from collections.abc import Iterator

from portal.core.approval.hooks import Hint, on_filling, on_submitted
from portal.core.cases.limits import let_run
from portal.core.documents.models import Document
from portal.core.facts import Ref, Refusal
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.terms import Terms
from portal.domain.complaints.likeness import Alike, Same, Told, alike
from portal.domain.complaints.operations import Decided, Received, accept, decide, register
from portal.domain.complaints.queries import open_complaints, seen_cases
from portal.domain.customers.models import Customer
from portal.extensions import hold
from portal.regulations.bank_complaints import REGULATION
from portal.regulations.bank_complaints.documents import record
from portal.regulations.bank_complaints.facts import Record
from portal.regulations.bank_complaints.facts.words import ANOTHER
from portal.regulations.bank_complaints.operations.file import refuse
from portal.regulations.bank_complaints.operations.limits import DAYS, REPLY, instant_of
from portal.regulations.bank_complaints.parameters import ALIKE, FEEDBACK, FIRST
from portal.regulations.bank_complaints.rules.duplicates import duplicate_refusal
from portal.regulations.bank_complaints.rules.record import feedback_refusals

LONGEST = 40
WHICH = f"是同一件，打开那个案件补一条说明，这张不用交；不是同一件，在下面选「{ANOTHER}」。"


@on_submitted(record)
def enter(document: Document, said: Record, moment: Moment) -> None:
    """§4: every complaint stands in the register. §附1: it counts as accepted when it came in, so that no
    passing on shortens what the complainant may expect [assumption]."""
    refuse(*against(document, said, moment))
    customer_id = said.customer.id if said.customer else None
    told = Received(REGULATION.code, said.day, said.name, customer_id, said.phone, said.business)
    register(document, told)
    decide(document.id, Decided(said.subject, unit_of(said), ""))
    accept(document.id, said.day)
    let_run(document.id, REPLY, FIRST, DAYS, moment._replace(at=instant_of(said.day, said.at)))


def unit_of(said: Record) -> str:
    """The unit complained of, as the register has it."""
    return said.unit.label[:LONGEST]


def against(document: Document, said: Record, moment: Moment) -> Iterator[Refusal]:
    """What speaks against taking it down."""
    minutes = moment.terms.value(FEEDBACK)
    yield from feedback_refusals(instant_of(said.day, said.at), moment.at, minutes, said.late)
    if said.employee and said.employee.id == document.author_id:
        yield Refusal(("employee",), "你就是被投诉的员工，请由其他人登记", "§附2")
    if said.customer:
        hold(Customer, id=said.customer.id)
    told = Told(said.business, "", said.day)
    if refusal := duplicate_refusal(said.fresh, known(said.customer, said.phone, told, moment.terms)):
        yield refusal


def known(customer: Ref | None, phone: str, told: Told, terms: Terms) -> list[Alike]:
    """The open complaints of the same customer, or from the same phone, that may be this one."""
    found = open_complaints(customer.id if customer else None, phone)
    return alike(told, found, terms.value(ALIKE), Same())


@on_filling(record)
def tell(person_id: int, said: Said, terms: Terms) -> list[Hint]:
    """§4: the complainant's open complaints that may be this one; those that the author may see are opened
    from there."""
    customer, phone = said.head["customer"], said.head["phone"] or ""
    told = Told("", "", said.head["day"])
    found = known(customer if isinstance(customer, Ref) else None, phone, told, terms)
    seen = seen_cases(person_id, [each.known.case_id for each in found], terms.day)
    hints = [
        Hint(f"可能已经登记：{each.words}", each.known.case_id if each.known.case_id in seen else 0)
        for each in found
    ]
    return [*hints, Hint(WHICH)] if hints else []
