"""Money: an amount in whole fen with its currency, and its words in capitals."""

import re
from decimal import Decimal

import msgspec

MOST = Decimal("999999999999.99")
CENT = Decimal("0.01")
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ((10**8, "亿"), (10**4, "万"), (1, ""))


class NotMoney(ValueError):
    """No amount that can be kept: too large, parts of a fen, or two currencies in one sum."""


class Amount(msgspec.Struct, frozen=True):
    """An amount of money: whole fen, from -999,999,999,999.99 to 999,999,999,999.99."""

    fen: int
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if not -MOST <= self.decimal <= MOST:
            raise NotMoney(f"{self.fen} fen is more than can be kept")

    @classmethod
    def of(cls, value: Decimal, currency: str = "CNY") -> "Amount":
        """The amount of a decimal number of yuan; raises NotMoney, and never rounds."""
        if not value.is_finite() or not -MOST <= value <= MOST or value != value.quantize(CENT):
            raise NotMoney(f"{value} has parts of a fen or is more than can be kept")
        return cls(int(value * 100), currency)

    @property
    def decimal(self) -> Decimal:
        """The number of yuan, with two decimals."""
        return Decimal(self.fen).scaleb(-2)

    def __add__(self, other: "Amount") -> "Amount":
        if self.currency != other.currency:
            raise NotMoney(f"{self.currency} and {other.currency} have no sum")
        return Amount(self.fen + other.fen, self.currency)

    def __str__(self) -> str:
        sign = "-" if self.fen < 0 else ""
        symbol = "¥" if self.currency == "CNY" else f"{self.currency} "
        return f"{sign}{symbol}{abs(self.decimal):,}"


def capitals(amount: Amount) -> str:
    """An amount of yuan in capitals, e.g. 壹仟肆佰零玖元伍角整 (it stands directly after 人民币).

    Of the spellings that 会计基础工作规范 art. 52 and 支付结算办法 annex 1 allow: 整 after 元 and after 角,
    none after 分; zeros at the end of a group of four are silent, except that 元零 stands before 角 and 分.
    """
    if amount.currency != "CNY":
        raise NotMoney(f"{amount.currency} has no capitals")
    yuan, cents = divmod(abs(amount.fen), 100)
    whole = f"{whole_words(yuan)}元" if yuan or not cents else ""
    return f"{'负' if amount.fen < 0 else ''}{whole}{part_words(yuan, *divmod(cents, 10))}"


def whole_words(yuan: int) -> str:
    """Up to twelve figures by groups of four, one 零 for the zeros between two figures."""
    words, gap = "", False
    for size, name in GROUPS:
        group, yuan = divmod(yuan, size)
        if group:
            words += "零" * (bool(words) and (gap or group < 1000)) + group_words(group) + name
        gap = not group
    return words or "零"


def group_words(group: int) -> str:
    """1 to 9999."""
    figures = [int(figure) for figure in str(group)]
    places = reversed(PLACES[: len(figures)])
    words = "".join(DIGITS[f] + (place if f else "") for f, place in zip(figures, places, strict=True))
    return re.sub("零+", "零", words).rstrip("零")


def part_words(yuan: int, jiao: int, fen: int) -> str:
    """What follows 元: 角 and 分, or 整."""
    zero = "零" * bool(yuan and (jiao or fen) and not (yuan % 10 and jiao))
    return zero + (f"{DIGITS[jiao]}角" if jiao else "") + (f"{DIGITS[fen]}分" if fen else "整")
