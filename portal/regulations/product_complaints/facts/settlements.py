"""The papers by which a decision is settled; accounting keeps them."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Short, Text, When
from portal.core.money import Amount
from portal.regulations.product_complaints.facts.forms import Number
from portal.regulations.product_complaints.facts.words import (
    EXCHANGE,
    RED_INVOICE,
    DiscountProof,
    Return,
    ReturnProof,
)


class Discount(Facts, frozen=True, kw_only=True):
    """F10-8 销货折让证明单: so much less is to be paid; the customer stamps it."""

    day: A[date, Cell("日期", "§13", 3)]
    product: A[Ref, Cell("品种", "§13", 6, of="product")]
    unit: A[str, Cell("单位", "§13", 3, copied="product.unit")] = ""
    order: A[Short, Cell("订单编号", "§13", 6)]
    quantity: A[Number, Cell("折让数量", "§13", 6)]
    price: A[Amount, Cell("折让单价", "§13", 6)]
    amount: A[Amount, Cell("折让金额", "§13", 6, capitals=True)]
    proof: A[DiscountProof, Cell("凭证", "§13", 6)]
    invoice: A[Short, Cell("红字发票号码", "§13", 6, when=When("proof", (RED_INVOICE,)))] = ""
    reason: A[Text, Cell("折让原因", "§13", 12)]


class Returned(Facts, frozen=True, kw_only=True):
    """F10-9 成品退货单: so many were approved, so many came in, accounting compares."""

    day: A[date, Cell("日期", "§13", 3)]
    way: A[Return, Cell("退货或换货", "§13", 3)]
    order: A[Short, Cell("订单编号", "§13", 6)]
    product: A[Ref, Cell("品种", "§13", 6, of="product")]
    batch: A[Short, Cell("批号", "§13", 3)] = ""
    unit: A[str, Cell("单位", "§13", 3, copied="product.unit")] = ""
    approved: A[Number, Cell("核准退货数量", "§13", 6)]
    replaced: A[int | None, Cell("换发数量", "§13", 6, when=When("way", (EXCHANGE,)))] = None
    reason: A[Text, Cell("退货原因", "§13", 12)]
    proof: A[ReturnProof, Cell("凭证", "§13", 6)]
    invoice: A[Short, Cell("红字发票号码", "§13", 6, when=When("proof", (RED_INVOICE,)))] = ""
    actual: A[int | None, Cell("实收数量", "§13", 6)] = None
    arrived: A[date | None, Cell("收货日期", "§13", 6)] = None
    state: A[Text, Cell("验收情况", "§13", 12)] = ""
    difference: A[Text, Cell("数量不符的处理", "§13", 12)] = ""


class ReturnProved(Facts, frozen=True, kw_only=True):
    """F10-10 销货退回证明单: the buyer stamps that the goods went back."""

    day: A[date, Cell("日期", "§13", 4)]
    slip: A[Ref, Cell("成品退货单", "§13", 8, of="document")]
    goods: A[Short, Cell("品名", "§13", 6)]
    quantity: A[Number, Cell("退回数量", "§13", 6)]
    price: A[Amount, Cell("单价", "§13", 6)]
    amount: A[Amount, Cell("退回金额", "§13", 6, capitals=True)]
    reason: A[Text, Cell("退回原因", "§13", 12)]
