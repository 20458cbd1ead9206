"""The sums of printed columns are exact and told as their foot is; pages are filled with room for them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.kinds import shown
from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.core.printing.paging import Room, breaks
from portal.core.printing.sums import column
from portal.core.totals import total

FIGURES = st.decimals(-999_999, 999_999, places=3)
KINDS = (
    st.integers(0, 999_999_999),
    st.integers(-(10**11), 10**11).map(Amount),
    st.integers(-(10**11), 10**11).map(lambda fen: Amount(fen, "USD")),
    FIGURES.map(lambda value: Quantity(value, "吨")),
)
COLUMNS = st.one_of(*(st.lists(st.none() | kind, min_size=1, max_size=40) for kind in KINDS))


@given(COLUMNS, st.data())
def test_a_part_of_a_column_is_told_as_its_whole_is(values: list, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(values)))
    last = data.draw(st.integers(first, len(values)))
    read = column([shown(value) for value in values], shown(total(values)))
    if total(values) is None:
        assert read is None
    else:
        assert read is not None
        assert read.told(first, last) == shown(total(values[first:last]))


@pytest.mark.parametrize(
    ("texts", "foot"),
    [
        (("10", "20"), "15"),  # an average
        (("¥1.00", "¥2.00"), "¥3.01"),
        (("¥1.00", "USD 2.00"), "¥3.00"),
        (("1 吨", "2 件"), "3 吨"),
        (("50%", "50%"), "100%"),
        (("嘉禾", "远帆"), ""),
        (("", ""), ""),
        (("１", "２"), "3"),
    ],
)
def test_what_is_no_sum_gets_none(texts: tuple[str, ...], foot: str) -> None:
    assert column(texts, foot) is None


def test_a_third_decimal_is_not_lost() -> None:
    read = column(["0.1 吨", "0.2 吨", "1,000.005 吨"], "1,000.305 吨")
    assert read is not None
    assert (read.told(0, 2), read.told(2, 3)) == ("0.3 吨", "1,000.005 吨")
    assert read.values[0].value + read.values[1].value == Decimal("0.3")


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        (10, [10]),  # 10 lines of 10, and 20 below them, fill the first page's 120
        (11, [10, 11]),  # without the tail 10 lines and their sums do
        (12, [10, 12]),
        (18, [10, 18]),  # 8 lines and the tail fill 100
        (19, [10, 18, 19]),
        (26, [10, 18, 26]),
        (27, [10, 18, 26, 27]),
    ],
)
def test_a_page_is_filled_as_far_as_its_sums_leave_room(lines: int, ends: list[int]) -> None:
    assert breaks([10.0] * lines, Room(120, 100, sums=20, tail=20)) == ends


def test_the_foot_never_stands_without_a_line() -> None:
    assert breaks([10.0] * 8, Room(100, 100, sums=20, tail=60)) == [7, 8]


@given(st.lists(st.floats(1, 300), min_size=1, max_size=60), st.floats(30, 400), st.floats(60, 400))
def test_every_page_has_a_line(heights: list[float], first: float, later: float) -> None:
    ends = breaks(heights, Room(first, later, 20, 50))
    assert ends[-1] == len(heights)
    assert all(before < after for before, after in zip([0, *ends], ends, strict=False))
