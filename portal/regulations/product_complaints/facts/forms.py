"""The two forms that a complaint may take: with loss and without."""

from datetime import date
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Ref, Short, Text, When
from portal.core.money import Amount
from portal.regulations.product_complaints.facts.words import (
    BACK,
    NO_SAMPLE,
    Cause,
    Demand,
    Handling,
    Liable,
    Processing,
    Region,
    Research,
    Sample,
)

Number = A[int, msgspec.Meta(ge=1, le=99_999_999)]
RETURNS = When("request", BACK)


class Abnormality(Facts, frozen=True, kw_only=True):
    """F10-1 异常处理单: nothing was lost; the unit concerned improves."""

    day: A[date, Cell("日期", "§3", 3)]
    customer: A[Ref, Cell("客户", "§3", 6, of="complainant")]
    concerned: A[Liable, Cell("有关单位", "§3", 3)]
    product: A[Ref | None, Cell("品种", "§3", 6, of="product")] = None
    order: A[Short, Cell("订单编号", "§3", 6)] = ""
    what: A[Text, Cell("异常情况", "§3", 12)]
    at_once: A[Text, Cell("当场处理", "§3", 12)]
    asked: A[Text, Cell("要求改善", "§3", 12)]
    reply: A[Text, Cell("改善回复", "§3", 12)] = ""


class HandlingForm(Facts, frozen=True, kw_only=True):
    """F10-2 客户抱怨处理表: sales fills the first part, each unit of the route its own."""

    day: A[date, Cell("填表日期", "§9.1", 3)]
    region: A[Region, Cell("国内外", "§10", 3)]
    customer: A[Ref, Cell("客户", "§9.1", 6, of="complainant")]
    product: A[Ref, Cell("品种", "§9.1", 6, of="product")]
    unit: A[str, Cell("单位", "§9.1", 2, copied="product.unit")] = ""
    shipped: A[date, Cell("交运日期", "§9.1", 4)]
    order: A[Short, Cell("订单编号", "§9.1", 4)]
    part_no: A[Short, Cell("料号", "§9.1", 4)] = ""
    batch: A[Short, Cell("批号", "§9.1", 4)] = ""
    quantity: A[Number, Cell("交运数量", "§9.1", 3)]
    defective: A[Number, Cell("不良数量", "§9.1", 3)]
    lost: A[Amount, Cell("估计损失", "§3", 6)]
    request: A[Demand, Cell("客户要求", "§9.1", 3)]
    wanted: A[int | None, Cell("退换数量", "§9.1", 3, when=RETURNS)] = None
    processing: A[Processing, Cell("退换数量说明", "§9.1", 6, when=RETURNS)] = ""
    reason: A[Text, Cell("要求和原因", "§9.1", 12)]
    sample: A[Sample, Cell("样品", "§9.1", 3)]
    no_sample: A[Short, Cell("没有样品的原因", "§9.1", 9, when=When("sample", (NO_SAMPLE,)))] = ""
    opinion: A[Text, Cell("业务部意见", "§9.1", 12)]
    cause_class: A[Cause, Cell("原因类别", "§5", 4)] = ""
    liable: A[Liable, Cell("责任单位", "§7.2", 4)] = ""
    rd: A[Research, Cell("研发部意见", "§7.2", 4)] = ""
    cause: A[Text, Cell("原因调查", "§7.2", 12)] = ""
    liable_people: A[Short, Cell("责任人员", "§7.2", 12)] = ""
    produced_by: A[Short, Cell("生产单位", "§7.4", 4)] = ""
    machine: A[Short, Cell("机台班别", "§7.4", 4)] = ""
    produced: A[date | None, Cell("生产日期", "§7.4", 4)] = None
    operators: A[Short, Cell("作业人员", "§7.4", 12)] = ""
    investigation: A[Text, Cell("制造部门调查", "§7.4", 12)] = ""
    countermeasure: A[Text, Cell("改善对策", "§7.4", 12)] = ""
    handling: A[Handling, Cell("处理方式", "§7.3", 4)] = ""
    settled: A[Amount | None, Cell("处理金额", "§11", 8, capitals=True)] = None
    proposal: A[Text, Cell("业务部处理意见", "§7.1", 12)] = ""
