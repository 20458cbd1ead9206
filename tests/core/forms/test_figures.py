"""Figures as people type them: understood in the one way they can be meant, or refused with a sentence."""

from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from portal.core.facts import columns
from portal.core.kinds import Unreadable, read, typed
from portal.core.measures import NotMeasured, Quantity, Rate
from portal.core.money import Amount
from tests.core.forms.toys import Item, Toy
from tests.hostile.values import corpus

LIMIT, COST = columns(Toy)["limit"], columns(Item)["cost"]
SHARE, WEIGHT, BEGINS = columns(Toy)["share"], columns(Item)["weight"], columns(Toy)["begins"]
PIECES, DAY, MONTH = columns(Item)["pieces"], columns(Toy)["day"], columns(Toy)["month"]
CELLS = {c.name: c for c in (LIMIT, COST, SHARE, WEIGHT, BEGINS, PIECES, DAY, MONTH)}
WIDE = {n: n + 0xFEE0 for n in range(0x21, 0x7F)} | {ord("¥"): "￥", ord(" "): "\u3000"}


def answer(column: Any, text: str) -> Any:
    try:
        return read(column, text)
    except Unreadable as refusal:
        return str(refusal)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        *((LIMIT, text, Amount(123450)) for text in ("1234.5", "1,234.50", "￥1,234.50", "¥ 1234.50")),
        *((LIMIT, text, Amount(123450)) for text in ("１，２３４．５０", "1,234.50元", " 01234.5 ")),
        (LIMIT, "0", Amount(0)),
        (LIMIT, "-0", Amount(0)),
        (LIMIT, "999,999,999,999.99", Amount(99_999_999_999_999)),
        (COST, "-¥5", Amount(-500)),
        (COST, "¥-5", Amount(-500)),
        (WEIGHT, "1.005", Quantity(Decimal("1.005"), "吨")),
        (WEIGHT, "1,250.5 吨", Quantity(Decimal("1250.5"), "吨")),
        (WEIGHT, "", None),
        (SHARE, "12.5", Rate(Decimal("12.5"))),
        (SHARE, "１２．５％", Rate(Decimal("12.5"))),
        (SHARE, "100", Rate(Decimal(100))),
        (BEGINS, "8:05", time(8, 5)),
        (BEGINS, "00:00", time(0, 0)),
        (BEGINS, "２３：５９", time(23, 59)),
        (BEGINS, "8点30分", time(8, 30)),
    ],
)
def test_what_is_understood(column: Any, text: str, value: Any) -> None:
    assert read(column, text) == value
    if value is not None:
        assert read(column, typed(value)) == value


WRITE_MONEY, WRITE_TIME = "金额请写成 1,234.50 这样", "时间请写成 08:30 这样，从 00:00 到 23:59"


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        *((LIMIT, text, WRITE_MONEY) for text in ("1.234,50", "1e5", "壹佰", "4²", "①", "+5", ".5", "5.")),
        *((LIMIT, text, WRITE_MONEY) for text in ("1,23", "1,2345", "1 2", "٣", "1_000", "NaN", "$5", "1-2")),
        (COST, "-¥-5", WRITE_MONEY),
        (LIMIT, "1.005", "最多 2 位小数"),
        (LIMIT, "-0.01", "不能是负数"),
        (LIMIT, "1000000000000", "最大 999,999,999,999.99"),
        (LIMIT, "9" * 5000, "最大 999,999,999,999.99"),
        (COST, "-1000000000000", "最大 999,999,999,999.99"),
        (WEIGHT, "1.0005", "最多 3 位小数"),
        (WEIGHT, "1000000000", "最大 999,999,999.999"),
        (WEIGHT, "5 公斤", "数量请写成 1,234.5 这样"),
        (SHARE, "0.125", "最多 2 位小数"),
        (SHARE, "10000", "最大 9,999.99"),
        (SHARE, "12‰", "比率请写成 12.5 这样（单位 %）"),
        *((BEGINS, text, WRITE_TIME) for text in ("24:00", "12:60", "8", "8:5", "08:30:00", "下午3:00")),
        (PIECES, "1²", "请填 1 到 999 的整数"),
    ],
)
def test_what_is_refused_and_how(column: Any, text: str, sentence: str) -> None:
    assert answer(column, text) == sentence


@pytest.mark.parametrize("name", CELLS)
def test_the_corpus_is_understood_exactly_or_refused_with_a_sentence(name: str) -> None:
    for text in corpus():
        value = answer(CELLS[name], text)
        if not isinstance(value, str):
            assert value is None or read(CELLS[name], typed(value)) == value
        else:
            assert value, text


@pytest.mark.parametrize("name", CELLS)
def test_full_width_means_what_ascii_means(name: str) -> None:
    for text in [t for t in corpus() if len(t) < 100]:
        assert answer(CELLS[name], text.translate(WIDE)) == answer(CELLS[name], text), text


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1.0001", "1e15"])
def test_a_measure_is_finite_and_short(value: str) -> None:
    with pytest.raises(NotMeasured):
        Quantity(Decimal(value), "吨")
    with pytest.raises(NotMeasured):
        Rate(Decimal(value))


def test_only_equal_units_have_a_sum() -> None:
    with pytest.raises(NotMeasured):
        Quantity(Decimal(1), "吨") + Quantity(Decimal(1), "箱")
