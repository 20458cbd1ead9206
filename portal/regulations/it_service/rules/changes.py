"""§4.4.6, §9: what a change must say before it begins, and after."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.domain.operations.changes.rules import Cited, day_refusals
from portal.domain.operations.windows import Hours
from portal.regulations.it_service.facts import ChangeRequest
from portal.regulations.it_service.parameters import BUSINESS_CLOSES, BUSINESS_OPENS

CITED = Cited("§4.4.6", "§9")


def business_hours(terms: Terms) -> Hours:
    """§9: when the company works, by the terms of a day."""
    opens, closes = terms.value(BUSINESS_OPENS), terms.value(BUSINESS_CLOSES)
    return Hours(opens, closes, "业务时间", lambda day: terms.calendar.day(day).works)


def change_refusals(said: ChangeRequest, terms: Terms) -> Iterator[Refusal]:
    """§4.4.6: asked for on a day that has come, with a window, that did not end before it began."""
    return day_refusals(said, terms, CITED)


def no_implementer(may_work: bool) -> Refusal | None:
    """§4.4.6: a change is carried out by somebody of operations."""
    why = "这位同事不在运维岗位上，不能实施变更"
    return None if may_work else Refusal(("implementer",), why, "§4.4.6")
