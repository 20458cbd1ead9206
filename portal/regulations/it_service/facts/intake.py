"""What is reported."""

from datetime import date
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Ref, Text, When
from portal.domain.operations.priority import Urgency
from portal.regulations.it_service.facts.words import FOR_OTHERS, Channel

Symptom = A[str, msgspec.Meta(max_length=120)]
Thing = A[str, msgspec.Meta(max_length=80)]


class Intake(Facts, frozen=True, kw_only=True):
    """F09-1 服务台受理记录: three answers; whoever takes it down for somebody says for whom."""

    day: A[date, Cell("报修日期", "§4.4.2", 4)]
    channel: A[Channel, Cell("来源", "§4.4.2", 4)]
    caller: A[Ref | None, Cell("替谁报修", "§4.4.2", 4, of="person", when=When("channel", FOR_OTHERS))] = None
    what: A[Symptom, Cell("哪里不对", "§4.4.2", 12)]
    thing: A[Thing, Cell("在哪里、哪台设备", "§4.4.2", 8)]
    urgency: A[Urgency, Cell("有多急", "§4.4.2", 4)]
    more: A[Text, Cell("补充说明", "§4.4.2", 12)] = ""
