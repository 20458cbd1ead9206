"""What was registered wrongly, or is known better by now."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Short, Text
from portal.regulations.product_complaints.facts.words import CorrectedLoss, CorrectedRegion


class Correction(Facts, frozen=True, kw_only=True):
    """F10-4C 登记事项更正单: a cell that stays empty stays as it was registered."""

    day: A[date, Cell("更正日期", "§7.3", 6)]
    loss: A[CorrectedLoss, Cell("有无损失改为", "§3", 6)] = ""
    region: A[CorrectedRegion, Cell("国内外改为", "§10", 6)] = ""
    order: A[Short, Cell("订单编号改为", "§7.1", 6)] = ""
    product: A[Ref | None, Cell("品种改为", "§7.1", 12, of="product")] = None
    reason: A[Text, Cell("更正原因", "§7.3", 12)]
