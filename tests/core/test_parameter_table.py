"""A parameter with a number for each key: closed keys, bounds for each, empty where nothing is asked."""

from datetime import date

import pytest

from portal.core.parameter import NotItsValue, Values
from portal.core.parameter_table import TableParameter

VISITS = TableParameter(
    name="x.visits",
    label="次数",
    clause="§1",
    evidence="assumption",
    unit="次",
    values=((date(2026, 1, 1), {}),),
    least={"A": 1, "B": 1},
    most={"A": 31, "B": 4},
)


@pytest.mark.parametrize(
    ("value", "allowed"),
    [
        ({}, True),
        ({"A": 1}, True),
        ({"A": 31, "B": 4}, True),
        ({"A": 0}, False),
        ({"A": 32}, False),
        ({"B": 5}, False),
        ({"C": 1}, False),
    ],
)
def test_each_number_lies_within_the_bounds_of_its_key(value: dict[str, int], allowed: bool) -> None:
    assert VISITS.allows(value) is allowed


def test_it_is_told_in_the_order_of_its_keys() -> None:
    assert VISITS.told({"B": 2, "A": 4}) == "A 4 次、B 2 次"
    assert VISITS.told({}) == "没有规定"
    assert Values().on(VISITS, date(2026, 11, 23)) == {}


@pytest.mark.parametrize("text", ['{"C": 1}', '{"A": "1"}', '{"A": 1.5}', "4", "[]", "{"])
def test_what_is_no_table_of_its_keys_is_not_its_value(text: str) -> None:
    with pytest.raises(NotItsValue):
        VISITS.decoded(text)
    assert VISITS.decoded('{"A": 4}') == {"A": 4}
