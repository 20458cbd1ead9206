"""How a complaint is classified, assigned, resolved, and told to the customer."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Short, Text
from portal.core.money import Amount
from portal.regulations.dealer_complaints.facts.words import (
    Answer,
    Category,
    How,
    Reasonable,
    Sufficient,
    Tick,
)


class Handling(Facts, frozen=True, kw_only=True):
    """F16-2 客户投诉处理表: the manager classifies and assigns, the handler proposes, the general manager
    approves; only then the customer is told. Any of seven ticks makes the complaint major."""

    day: A[date, Cell("填表日期", "§4(一)2", 3)]
    category: A[Category, Cell("投诉类别", "§4(一)2", 3)]
    sufficient: A[Sufficient, Cell("理由是否充分", "§4(一)2", 3)]
    reasonable: A[Reasonable, Cell("要求是否合理", "§4(一)2", 3)]
    investigated: A[Text, Cell("调查情况", "§4(一)2", 12)]
    claim: A[Text, Cell("客户的要求", "§4(一)2", 12)]
    repeated: A[Tick, Cell("重复投诉", "§7", 3)] = ""
    to_factory: A[Tick, Cell("向厂家投诉", "§7", 3)] = ""
    blockade: A[Tick, Cell("围堵", "§7", 3)] = ""
    disturbance: A[Tick, Cell("闹事", "§7", 3)] = ""
    exchange: A[Tick, Cell("要求退换车", "§7", 4)] = ""
    media: A[Tick, Cell("负面报道", "§7", 4)] = ""
    grave: A[Tick, Cell("其他认为严重的", "§7", 4)] = ""
    unit: A[Ref, Cell("受理部门", "§4(一)2", 6, of="unit")]
    handler: A[Ref, Cell("受理责任人", "§4(一)2", 6, of="person")]
    liable_unit: A[Ref | None, Cell("另有责任部门的", "§4(二)2", 12, of="unit")] = None
    cause: A[Text, Cell("具体原因", "§4(一)3", 12)] = ""
    liable: A[Short, Cell("具体责任者", "§4(一)3", 6)] = ""
    cost: A[Amount | None, Cell("公司承担的费用", "§4(一)3", 3)] = None
    until: A[date | None, Cell("办完期限", "§4(一)3", 3)] = None
    solution: A[Text, Cell("解决办法", "§4(一)3", 12)] = ""
    negotiators: A[Short, Cell("重大投诉的协商人", "§4(二)3", 12)] = ""
    told: A[date | None, Cell("告知日期", "§4(一)4", 4)] = None
    how: A[How, Cell("告知方式", "§4(一)4", 4)] = ""
    answer: A[Answer, Cell("客户答复", "§4(一)4", 4)] = ""
    reaction: A[Text, Cell("客户的反应", "§4(一)4", 12)] = ""
