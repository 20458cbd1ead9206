"""Numbers: fields of a day, one serial, a series that begins anew when what stands before the serial does."""

from datetime import date

import pytest

from portal.core.numbering import BadPattern, Numbering

DAY, NEXT_MONTH, NEXT_YEAR = date(2026, 7, 31), date(2026, 8, 1), date(2027, 7, 31)


@pytest.mark.parametrize(
    ("pattern", "number", "series"),
    [
        ("XF-{yyyymm}-{nnnn}", "XF-202607-0001", "XF-202607"),
        ("{yymm}{nn}", "260701", "2607"),  # R10 (八): year, month and serial, two figures each
        ("INC-{yyyymmdd}-{nnn}", "INC-20260731-001", "INC-20260731"),
        ("KH-{yyyy}-{nnnn}", "KH-2026-0001", "KH-2026"),
        ("客情〔{yyyy}〕{n}", "客情〔2026〕1", "客情〔2026"),
        ("T{n}", "T1", "T"),
    ],
)
def test_a_pattern_gives_number_and_series(pattern: str, number: str, series: str) -> None:
    numbering = Numbering(pattern)
    assert (numbering.number(DAY, 1), numbering.series(DAY)) == (number, series)


@pytest.mark.parametrize(
    ("pattern", "by_month", "by_year"),
    [("A-{yyyymm}-{nn}", True, True), ("A-{yyyy}-{nn}", False, True), ("A-{nn}", False, False)],
)
def test_a_series_begins_anew_with_what_stands_before_the_serial(
    pattern: str, by_month: bool, by_year: bool
) -> None:
    numbering = Numbering(pattern)
    assert (numbering.series(DAY) != numbering.series(NEXT_MONTH)) is by_month
    assert (numbering.series(DAY) != numbering.series(NEXT_YEAR)) is by_year


def test_r10_8_the_second_of_a_month_and_the_first_of_the_next() -> None:
    numbering = Numbering("{yymm}{nn}")
    assert (numbering.number(DAY, 2), numbering.number(NEXT_MONTH, 1)) == ("260702", "260801")


@pytest.mark.parametrize(("serial", "number"), [(99, "260799"), (100, "2607100")])
def test_a_serial_that_needs_more_figures_takes_them(serial: int, number: str) -> None:
    assert Numbering("{yymm}{nn}").number(DAY, serial) == number


@pytest.mark.parametrize("pattern", ["", "XF", "{n}{n}", "{week}-{n}", "{n}-X", "{}-{n}"])
def test_a_pattern_that_gives_no_number_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        Numbering(pattern)
