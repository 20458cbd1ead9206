"""Money is exact to the fen; its capitals are those of the official examples and read back."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core.money import Amount, NotMoney, capitals

MOST = 99_999_999_999_999
FENS = st.integers(-MOST, MOST) | st.integers(0, 9999) | st.integers(0, 10**12 - 1).map(lambda n: n * 100)


def words(text: str) -> str:
    return capitals(Amount.of(Decimal(text)))


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("1409.50", ["壹仟肆佰零玖元伍角"]),
        ("6007.14", ["陆仟零柒元壹角肆分"]),
        ("1680.32", ["壹仟陆佰捌拾元零叁角贰分", "壹仟陆佰捌拾元叁角贰分"]),
        ("107000.53", ["壹拾万柒仟元零伍角叁分", "壹拾万零柒仟元伍角叁分"]),
        ("16409.02", ["壹万陆仟肆佰零玖元零贰分"]),
        ("325.04", ["叁佰贰拾伍元零肆分"]),
    ],
)
def test_the_official_examples(text: str, official: list[str]) -> None:
    """支付结算办法 annex 1 leaves 整 after 角 open, 会计基础工作规范 art. 52 demands it: we write it."""
    assert words(text) in official or words(text).removesuffix("整") in official
    assert words(text).endswith("整") == text.endswith("0")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", "零元整"),
        ("-0", "零元整"),
        ("0.01", "壹分"),
        ("0.05", "伍分"),
        ("0.09", "玖分"),
        ("0.10", "壹角整"),
        ("0.11", "壹角壹分"),
        ("0.99", "玖角玖分"),
        ("1", "壹元整"),
        ("1.01", "壹元零壹分"),
        ("9.90", "玖元玖角整"),
        ("10", "壹拾元整"),
        ("10.05", "壹拾元零伍分"),
        ("10.50", "壹拾元零伍角整"),
        ("105.50", "壹佰零伍元伍角整"),
        ("9999", "玖仟玖佰玖拾玖元整"),
        ("10000", "壹万元整"),
        ("10001", "壹万零壹元整"),
        ("10999", "壹万零玖佰玖拾玖元整"),
        ("11000", "壹万壹仟元整"),
        ("11001", "壹万壹仟零壹元整"),
        ("100000", "壹拾万元整"),
        ("1002003.04", "壹佰万贰仟零叁元零肆分"),
        ("12345678.90", "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整"),
        ("99999999", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("900009838", "玖亿零玖仟捌佰叁拾捌元整"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        ("-1409.50", "负壹仟肆佰零玖元伍角整"),
    ],
)
def test_capitals_on_both_sides_of_every_boundary(text: str, expected: str) -> None:
    assert words(text) == expected


def read_back(text: str) -> int:
    """Fen, read figure by figure: each place is worth what its character says."""
    sign, total, group, figure = (-1 if text[0] == "负" else 1), 0, 0, 0
    for character in text.removeprefix("负"):
        if character in "零壹贰叁肆伍陆柒捌玖":
            figure = "零壹贰叁肆伍陆柒捌玖".index(character)
        elif character in "拾佰仟":
            group, figure = group + figure * 10 ** ("拾佰仟".index(character) + 1), 0
        elif character in "亿万元":
            worth = {"亿": 10**10, "万": 10**6, "元": 100}[character]
            total, group, figure = total + (group + figure) * worth, 0, 0
        elif character in "角分":
            total, figure = total + figure * {"角": 10, "分": 1}[character], 0
    return sign * total


@given(FENS)
@example(MOST)
@example(-1)
def test_capitals_read_back_to_the_same_fen(fen: int) -> None:
    text = capitals(Amount(fen))
    assert read_back(text) == fen
    assert "零零" not in text
    assert text.endswith("分") == (fen % 10 != 0)
    assert text.endswith("整") == (fen % 10 == 0)


@given(FENS)
def test_an_amount_survives_decimal_and_json(fen: int) -> None:
    amount = Amount(fen)
    assert Amount.of(amount.decimal) == amount
    assert msgspec.json.decode(msgspec.json.encode(amount), type=Amount) == amount


@pytest.mark.parametrize(
    "text",
    ["0.001", "1.005", "1E-30", "1." + "0" * 30 + "1", "1e12", "-1e12", "999999999999.991", "1e400"],
)
def test_what_is_no_amount_is_refused_not_rounded(text: str) -> None:
    with pytest.raises(NotMoney, match="parts of a fen or is more"):
        Amount.of(Decimal(text))


def test_the_largest_amounts_are_kept_whichever_sign_they_have() -> None:
    for fen in (MOST, -MOST):
        assert Amount.of(Decimal(fen) / 100) == Amount(fen)


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotMoney):
        Amount.of(Decimal(text))


@pytest.mark.parametrize("fen", [MOST + 1, -MOST - 1, 10**30])
def test_json_brings_no_amount_that_does_not_fit(fen: int) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"fen":%d}' % fen, type=Amount)


def test_only_equal_currencies_have_a_sum_and_only_one_that_fits() -> None:
    assert Amount(10) + Amount(-30) == Amount(-20)
    for other, why in (
        (Amount(1, "USD"), "CNY and USD have no sum"),
        (Amount(MOST), "more than can be kept"),
    ):
        with pytest.raises(NotMoney, match=why):
            Amount(1) + other


def test_only_yuan_have_capitals() -> None:
    with pytest.raises(NotMoney, match="USD has no capitals"):
        capitals(Amount(100, "USD"))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Amount(123450), "¥1,234.50"),
        (Amount(-5), "-¥0.05"),
        (Amount(0), "¥0.00"),
        (Amount(100, "USD"), "USD 1.00"),
    ],
)
def test_an_amount_as_people_read_it(amount: Amount, text: str) -> None:
    assert str(amount) == text
