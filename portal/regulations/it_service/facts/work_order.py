"""What is done at the user's place."""

from datetime import date, time
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Text
from portal.regulations.it_service.facts.intake import Thing


class WorkOrder(Facts, frozen=True, kw_only=True):
    """F09-3 工单: who goes where; what he did, from when until when, with which parts."""

    day: A[date, Cell("派工日期", "§4.4.4", 4)]
    user: A[Ref, Cell("使用人", "§4.4.4", 4, of="person")]
    engineer: A[Ref, Cell("现场工程师", "§4.4.4", 4, of="person")]
    thing: A[Thing, Cell("地点和设备", "§4.4.4", 12)]
    task: A[Text, Cell("要做什么", "§4.4.4", 12)]
    arrived: A[time | None, Cell("到场", "§4.4.4", 4)] = None
    left: A[time | None, Cell("离开", "§4.4.4", 4)] = None
    parts: A[Text, Cell("更换的配件", "§4.4.4", 12)] = ""
    done: A[Text, Cell("做了什么", "§4.4.4", 12)] = ""
