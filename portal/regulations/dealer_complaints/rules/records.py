"""§4(一)1, §7: what the record of a complaint must say, and who may not take it down."""

from collections.abc import Iterator, Sequence

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.domain.complaints.cars import is_plate, vin_fault
from portal.domain.complaints.likeness import Alike
from portal.domain.customers.phones import is_phone
from portal.regulations.dealer_complaints.facts import Record
from portal.regulations.dealer_complaints.facts.words import ANOTHER, NO_PLATE

MOST_NAMED = 3


def record_refusals(said: Record, terms: Terms) -> Iterator[Refusal]:
    """§4(一)1: a complaint of a day that has come, from a number that can be called, about a known car."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4(一)1")
    if not is_phone(said.phone):
        yield Refusal(("phone",), "请填能打通的电话，只用数字、空格、括号和横线", "§7")
    yield from car_refusals(said)


def car_refusals(said: Record) -> Iterator[Refusal]:
    """§4(一)1: a car is known by its plate; one that has none yet by its VIN."""
    if said.plate == NO_PLATE and not said.vin:
        yield Refusal(("vin",), f"{NO_PLATE}的车，请填车辆识别代号", "§4(一)1")
    elif said.plate != NO_PLATE and not is_plate(said.plate):
        why = f"不像车牌号：省份简称、一个字母，再五位（新能源六位）；还没有车牌的填「{NO_PLATE}」"
        yield Refusal(("plate",), why, "§4(一)1")
    if said.vin and (fault := vin_fault(said.vin)):
        yield Refusal(("vin",), fault, "§4(一)1")


def own_complaint(person_id: int, against_id: int | None) -> Refusal | None:
    """§7: nobody takes part in a complaint about himself."""
    if person_id != against_id:
        return None
    return Refusal((), "这件投诉是对你的，你不能受理，也不能填它的单据，请交给同事", "§7")


def own_handler(handler_id: int, against_id: int | None) -> Refusal | None:
    """§7: whoever is complained of does not handle it."""
    if handler_id != against_id:
        return None
    return Refusal(("handler",), "被投诉的人不能作受理责任人", "§7")


def duplicate_refusal(fresh: str, alike: Sequence[Alike]) -> Refusal | None:
    """§4(一)1: where an open complaint may be the same one, the record says that it is another."""
    if fresh == ANOTHER or not alike:
        return None
    named = "、".join(each.words for each in alike[:MOST_NAMED])
    why = f"可能已经登记：{named}。是同一件就到那个案件里补一条说明；不是就选「{ANOTHER}」"
    return Refusal(("fresh",), why, "§4(一)1")
