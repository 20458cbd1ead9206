"""A toy form with a cell of every kind, and its facts as hypothesis draws them."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated as A
from typing import Literal

import msgspec
from hypothesis import strategies as st

from portal.core.document_type import DocumentType
from portal.core.facts import Cell, Facts, Line, Month, Ref, Short, Table, Text, When
from portal.core.measures import Quantity, Rate
from portal.core.money import Amount
from portal.core.sheet import Given, Head, Sheet
from tests.core.forms.plans import texts
from tests.core.forms.registers import Names

UNIT = "吨"
CUSTOMERS = Names((Ref(1, "E0001", "嘉禾建材"), "A"), (Ref(2, "E0002", "远帆建材"), "B"))
HEAD = Head("远山商贸有限公司", "陈立", "华东办事处", "2026-11-23")


class Item(Line, frozen=True, kw_only=True):
    """One line with every kind that has a total, and an answer that demands a reason."""

    what: A[Short, Cell("品名", "§1", 4)]
    pieces: A[int, msgspec.Meta(ge=1, le=999), Cell("件数", "§1", 2)]
    weight: A[Quantity | None, Cell("重量", "§1", 3, unit=UNIT)] = None
    cost: A[Amount, Cell("金额", "§1", 3, negative=True)]
    passed: A[bool, Cell("合格", "§1", 2)]
    fault: A[Short, Cell("不合格原因", "§1", 4, when=When("passed", ("否",)))] = ""


class Toy(Facts, frozen=True, kw_only=True):
    """Every kind of cell."""

    month: A[Month, Cell("月份", "§1", 3)]
    day: A[date | None, Cell("日期", "§1", 3)] = None
    begins: A[time, Cell("开始时间", "§1", 3)]
    customer: A[Ref | None, Cell("客户", "§1", 4, of="customer")] = None
    grade: A[str, Cell("等级", "§1", 2, copied="customer.grade")] = ""
    payment: A[Literal["现金", "转账", "其他"], Cell("付款方式", "§1", 3)]
    other: A[Short, Cell("其他方式", "§1", 3, when=When("payment", ("其他",)))] = ""
    limit: A[Amount, Cell("限额", "§1", 6, capitals=True)]
    share: A[Rate, Cell("比例", "§1", 3)]
    urgent: A[bool, Cell("紧急", "§1", 3)]
    until: A[date | None, Cell("最晚日期", "§1", 3, when=When("urgent", ("是",)))] = None
    items: A[tuple[Item, ...], Table("明细", "§1", 1, 50, totals=("pieces", "weight", "cost"), capitals=True)]
    remarks: A[Text, Cell("备注", "§1", 12)] = ""


toy = DocumentType(
    code="T00-1", title="试验单", facts=Toy, version=1, clause="§1", number="T-{yyyymm}-{nnnn}", authors=(),
    sheet=Sheet(
        rows=(
            (Given("author", "经办人"), "month", "day"),
            ("begins", "customer", "grade"),
            ("payment", "other"),
            ("limit", "share"),
            ("urgent",),
            ("until",),
            ("items",),
            ("remarks",),
        ),
        signed=("经办人",),
    ),
    flow=(), period="month", summary=lambda said: (f"{said.month}试验", ""), keep_years=1,
)  # fmt: skip

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
MONTHS = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))
AMOUNTS = st.integers(0, 99_999_999_999_999).map(Amount)
SMALL = st.integers(-999_999_999, 999_999_999).map(Amount)
QUANTITIES = st.decimals(0, Decimal("999999999.999"), places=3).map(lambda value: Quantity(value, UNIT))
RATES = st.decimals(0, Decimal("9999.99"), places=2).map(Rate)
WORDS = texts(40, "")


@st.composite
def items(draw: st.DrawFn, position: int) -> Item:
    """A line whose reason is there when it is demanded."""
    passed = draw(st.booleans())
    return Item(
        key=f"{position:08x}", what=draw(WORDS), pieces=draw(st.integers(1, 999)), cost=draw(SMALL),
        weight=draw(st.none() | QUANTITIES), passed=passed, fault="" if passed else draw(WORDS),
    )  # fmt: skip


@st.composite
def toys(draw: st.DrawFn) -> Toy:
    """Facts that nothing refuses."""
    customer, grade = draw(st.sampled_from([(None, ""), *CUSTOMERS.entries]))
    payment, urgent = draw(st.sampled_from(["现金", "转账", "其他"])), draw(st.booleans())
    return Toy(
        month=draw(MONTHS), day=draw(st.none() | DAYS), begins=draw(TIMES), customer=customer, grade=grade,
        payment=payment, other=draw(WORDS) if payment == "其他" else "", limit=draw(AMOUNTS),
        share=draw(RATES), urgent=urgent, until=draw(DAYS) if urgent else None,
        items=tuple(draw(items(n)) for n in range(draw(st.integers(1, 4)))),
        remarks=draw(st.just("") | WORDS),
    )  # fmt: skip
