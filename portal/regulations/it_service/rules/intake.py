"""§4.4.2: what a report must say, and who takes it down for others."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.it_service.facts import Intake
from portal.regulations.it_service.facts.words import FOR_OTHERS


def intake_refusals(said: Intake, terms: Terms) -> Iterator[Refusal]:
    """§4.4.2: of a day that has come; what came by phone says from whom."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4.4.2")
    if said.channel in FOR_OTHERS and said.caller is None:
        yield Refusal(("caller",), f"{said.channel}报修的，请填是谁报的", "§4.4.2")


def not_the_desk(channel: str, at_desk: bool) -> Refusal | None:
    """§4.4.2: only the desk takes down what somebody else reports."""
    if at_desk or channel not in FOR_OTHERS:
        return None
    return Refusal(("channel",), "替别人登记由服务台做，自己报修请选「门户」", "§4.4.2")
