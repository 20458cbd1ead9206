"""How an incident is classified, resolved and confirmed."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Text, When
from portal.domain.operations.parts import Layer
from portal.domain.operations.priority import Impact, Priority, Urgency
from portal.regulations.it_service.facts.intake import Symptom, Thing
from portal.regulations.it_service.facts.words import ASSIGNED, Way


class Ticket(Facts, frozen=True, kw_only=True):
    """F09-2 事件单: the desk says how grave it is and who resolves it; the resolver what he found and did."""

    day: A[date, Cell("登记日期", "§4.4.3", 4)]
    user: A[Ref, Cell("报修人", "§4.4.3", 4, of="person")]
    user_unit: A[str, Cell("所在部门", "§4.4.3", 4, copied="user.unit")] = ""
    symptom: A[Symptom, Cell("现象", "§4.4.3", 12)]
    thing: A[Thing, Cell("设备或系统", "§4.4.3", 8)]
    part: A[Layer, Cell("属于", "§4.4.3", 4)]
    item: A[Ref | None, Cell("配置项", "§4.4.7", 12, of="item")] = None
    impact: A[Impact, Cell("影响范围", "§8", 4)]
    urgency: A[Urgency, Cell("紧急程度", "§8", 4)]
    priority: A[Priority, Cell("优先级", "§8", 4)]
    way: A[Way, Cell("怎样处理", "§4.4.3", 6)]
    resolver: A[Ref | None, Cell("处理人", "§4.4.3", 6, of="person", when=When("way", (ASSIGNED,)))] = None
    cause: A[Text, Cell("原因", "§4.4.3", 12)] = ""
    action: A[Text, Cell("处理办法", "§4.4.3", 12)] = ""
