"""§4.4.3, §8: how an incident is classified, who resolves it, when it may be closed."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.parameter import Parameter
from portal.core.terms import Terms
from portal.domain.operations.priority import Priority, priority
from portal.regulations.it_service.facts import Ticket, WorkOrder
from portal.regulations.it_service.facts.words import ASSIGNED, AT_ONCE
from portal.regulations.it_service.parameters import REPAIR, RESPONSE


def ticket_refusals(said: Ticket, terms: Terms) -> Iterator[Refusal]:
    """§4.4.3, §8: the priority is that of the matrix; somebody resolves it, or it is resolved already."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4.4.3")
    right = priority(said.impact, said.urgency)
    if said.priority != right:
        why = f"影响「{said.impact}」、紧急「{said.urgency}」的，优先级是 {right}"
        yield Refusal(("priority",), why, "§8")
    if said.way == ASSIGNED:
        yield from resolver_refusals(said)
    elif not (said.cause and said.action):
        cell = "action" if said.cause else "cause"
        yield Refusal((cell,), f"{AT_ONCE}的，请写明原因和处理办法", "§4.4.3")


def resolver_refusals(said: Ticket) -> Iterator[Refusal]:
    """§4.4.3: who resolves it is named, and is not the one who confirms."""
    if said.resolver is None:
        yield Refusal(("resolver",), "请填由谁处理", "§4.4.3")
    elif said.resolver.id == said.user.id:
        yield Refusal(("resolver",), "自己报的由别人处理，处理完自己确认", "§8")


def order_refusals(said: WorkOrder, terms: Terms) -> Iterator[Refusal]:
    """§4.4.4: whoever was there left after he came, and does not sign for the user."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4.4.4")
    if said.arrived and said.left and said.left <= said.arrived:
        yield Refusal(("left",), "离开要晚于到场", "§4.4.4")
    if said.engineer.id == said.user.id:
        yield Refusal(("engineer",), "使用人不能是现场工程师本人", "§4.4.4")


def no_resolver(may_resolve: bool) -> Refusal | None:
    """§4.4.3: an incident is resolved by somebody of operations."""
    return None if may_resolve else Refusal(("resolver",), "这位同事不在运维岗位上，不能处理事件", "§4.4.3")


def promised(level: Priority, terms: Terms) -> str:
    """§8: how soon it is responded to and works again, in words."""
    told = [f"{length(RESPONSE[level], terms)}内响应", f"{length(REPAIR[level], terms)}内恢复"]
    return f"{level}：{'，'.join(told)}（服务时间）"


def length(parameter: Parameter[int], terms: Terms) -> str:
    """A parameter's value with its unit."""
    return f"{terms.value(parameter)} {parameter.unit}"


def unclosable(restored: bool, confirmed: bool) -> Iterator[Refusal]:
    """§8: the desk closes what works again and what its reporter has confirmed, or left unanswered."""
    if not restored:
        yield Refusal((), "还没有恢复：处理人还没有办完事件单", "§8")
    elif not confirmed:
        yield Refusal((), "报修人还没有确认，确认期限也没有到", "§8")
