"""A complaint as it comes in."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Short, Text
from portal.regulations.product_complaints.facts.words import Channel, Fresh, Loss, Region


class Intake(Facts, frozen=True, kw_only=True):
    """F10-4D 客诉登记: one line of the register, taken down in under a minute; it opens the case."""

    day: A[date, Cell("接到日期", "§7.3", 3)]
    channel: A[Channel, Cell("来源", "§7.1", 3)]
    region: A[Region, Cell("国内外", "§10", 3)]
    loss: A[Loss, Cell("有无损失", "§3", 3)]
    customer: A[Ref, Cell("客户", "§7.1", 6, of="complainant")]
    caller: A[Short, Cell("对方联系人", "§7.1", 6)] = ""
    product: A[Ref | None, Cell("品种", "§7.1", 6, of="product")] = None
    order: A[Short, Cell("订单编号", "§7.1", 6)] = ""
    what: A[Text, Cell("投诉内容", "§7.1", 12)]
    fresh: A[Fresh, Cell("客户有未结案件时", "§7.3", 12)] = ""
