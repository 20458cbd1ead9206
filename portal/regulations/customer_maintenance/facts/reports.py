"""What an account manager reports upwards: the market, and what he cannot settle himself."""

from datetime import date
from typing import Annotated as A
from typing import Literal

from portal.core.facts import Cell, Facts, Line, Ref, Short, Table, Text, When
from portal.core.money import Amount

PROJECT = "重大工程客户"


class PriceLine(Line, frozen=True, kw_only=True):
    """One price seen in a shop: market information, measured against nothing."""

    product: A[Short, Cell("品种", "§2(1)", 5)]
    price: A[Amount, Cell("看到的零售价", "§2(1)", 3)]
    note: A[Short, Cell("说明", "§2(1)", 4)] = ""


class MarketReport(Facts, frozen=True, kw_only=True):
    """F01-3 市场信息反馈表: what was seen and heard at one place."""

    day: A[date, Cell("巡访日期", "§2(7)", 3)]
    place: A[Short, Cell("地点", "§2(7)", 4)]
    customer: A[Ref | None, Cell("客户", "§2(7)", 5, of="customer")] = None
    source: A[Literal["公开信息", "客户陈述", "本人观察"], Cell("信息来源", "§2(7)", 3)]
    diversion: A[bool, Cell("发现窜货", "§2(1)", 2)]
    batch: A[Short, Cell("货物批号", "§2(1)", 4, when=When("diversion", ("是",)))] = ""
    origin: A[Short, Cell("疑似来源地", "§2(1)", 3, when=When("diversion", ("是",)))] = ""
    prices: A[tuple[PriceLine, ...], Table("市场零售价", "§2(1)", 0, 30)] = ()
    business: A[Text, Cell("经销商经营情况", "§2(1)", 12)] = ""
    products: A[Text, Cell("产品信息", "§2(7)", 12)] = ""
    trend: A[Text, Cell("当地动向", "§2(7)", 12)]
    consumers: A[Text, Cell("消费者的需要和意见", "§2(3)", 12)] = ""


class Escalation(Facts, frozen=True, kw_only=True):
    """F01-6 请示报告: a major project customer or an unusual event, and what is asked of the superior."""

    day: A[date, Cell("发生日期", "§2(8)", 3)]
    matter: A[Literal["重大工程客户", "非常情况", "其他请示"], Cell("事项", "§2(8)", 4)]
    place: A[Short, Cell("地点", "§2(8)", 5)]
    customer: A[Ref | None, Cell("客户", "§2(6)", 8, of="customer", when=When("matter", (PROJECT,)))] = None
    risk: A[Amount | None, Cell("涉及金额", "§2(8)", 4)] = None
    happened: A[Text, Cell("情况", "§2(8)", 12)]
    progress: A[Text, Cell("已采取的措施和进展", "§2(8)", 12)]
    proposal: A[Text, Cell("建议", "§2(8)", 12)]
    asked: A[Text, Cell("请上级决定", "§2(8)", 12)]
