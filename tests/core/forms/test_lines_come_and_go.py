"""Lines keep their key through adding, removing and sending; a forged key is replaced."""

import re

import pytest

from portal.core.forms.fields import Fields, add_lines, lines_of, remove_line

THREE = [
    (f"lines-{n}-{name}", text)
    for n in range(3)
    for name, text in (("key", f"0000000{n}"), ("goal", f"第{n}"))
]


def keys(fields: Fields) -> list[str]:
    return [line["key"] for line in lines_of(fields, "lines")]


def test_added_lines_follow_and_the_others_keep_their_key_and_words() -> None:
    more = add_lines(THREE, "lines", 2, 300)
    assert keys(more)[:3] == ["00000000", "00000001", "00000002"]
    assert len(set(keys(more))) == 5
    assert [line.get("goal") for line in lines_of(more, "lines")] == ["第0", "第1", "第2", None, None]


@pytest.mark.parametrize(("most", "count"), [(3, 3), (4, 4), (5, 5), (6, 5)])
def test_adding_stops_at_the_tables_limit(most: int, count: int) -> None:
    assert len(keys(add_lines(THREE, "lines", 2, most))) == count


def test_a_removed_line_goes_and_the_others_keep_their_key_and_words() -> None:
    fewer = remove_line([("month", "2026-12"), *THREE], "lines", "00000001")
    assert keys(fewer) == ["00000000", "00000002"]
    assert [line["goal"] for line in lines_of(fewer, "lines")] == ["第0", "第2"]
    assert ("month", "2026-12") in fewer


def test_removing_a_line_that_is_not_there_changes_nothing() -> None:
    assert lines_of(remove_line(THREE, "lines", "ffffffff"), "lines") == lines_of(THREE, "lines")


@pytest.mark.parametrize(
    "key", ["", "1", "0000000G", "../../etc", "00000001 ", "０００００００１", "a" * 5000]
)
def test_a_key_that_is_none_of_ours_is_replaced(key: str) -> None:
    (given,) = keys([("lines-0-key", key), ("lines-0-goal", "订货")])
    assert given != key
    assert re.fullmatch("[0-9a-f]{8}", given)


def test_two_lines_never_share_a_key() -> None:
    twice = [
        ("lines-0-key", "0000abcd"),
        ("lines-0-goal", "一"),
        ("lines-1-key", "0000abcd"),
        ("lines-1-goal", "二"),
    ]
    first, second = keys(twice)
    assert first == "0000abcd"
    assert second != first


def test_of_a_name_posted_twice_the_first_counts() -> None:
    (line,) = lines_of([("lines-0-goal", "一"), ("lines-0-goal", "二")], "lines")
    assert line["goal"] == "一"
