"""What an audit of the items finds; on both sides of each boundary."""

from typing import Any

import pytest

from portal.domain.configuration.findings import (
    ALONE,
    CIRCLE,
    NO_OWNER,
    NO_SERVER,
    ON_WHAT_IS_GONE,
    Seen,
    findings,
)
from portal.domain.configuration.graph import Edge


def seen(number: int, kind: str = "其他", status: str = "在用", owned: bool = True) -> Seen:
    return Seen(number, f"项{number}", kind, status, owned)


def found(items: list[Seen], *edges: Edge) -> list[tuple[str, int]]:
    return [(finding.rule, finding.item_id) for finding in findings(items, edges)]


@pytest.mark.parametrize(
    ("status", "owned", "rules"),
    [("在用", False, [NO_OWNER]), ("备用", False, [NO_OWNER]), ("停用", False, []), ("报废", False, []),
     ("在用", True, [])],
)  # fmt: skip
def test_what_is_used_or_kept_has_an_owner(status: str, owned: bool, rules: list[str]) -> None:
    assert [rule for rule, _ in found([seen(1, status=status, owned=owned)])] == rules


@pytest.mark.parametrize(
    ("item", "edges", "alone"),
    [
        (seen(1, "服务器"), (), True),
        (seen(1, "服务器", "备用"), (), False),
        (seen(1, "网络设备"), (), False),
        (seen(1, "服务器"), ((1, 2, "备份到"),), True),
        (seen(1, "服务器"), ((1, 2, "连接"),), False),
        (seen(1, "服务器"), ((2, 1, "依赖"),), False),
    ],
)
def test_a_server_or_an_application_has_to_do_with_something(
    item: Seen, edges: tuple[Edge, ...], alone: bool
) -> None:
    assert found([item, seen(2)], *edges) == ([(ALONE, 1)] if alone else [])


SERVER, DATABASE = seen(8, "服务器"), seen(9, "数据库")


@pytest.mark.parametrize(
    ("edges", "rules"),
    [
        ([(1, 8, "运行于")], []),
        ([(1, 9, "运行于"), (9, 8, "运行于")], []),
        ([(1, 9, "依赖"), (9, 8, "运行于")], [NO_SERVER]),
        ([(1, 8, "依赖")], [NO_SERVER]),
        ([(8, 1, "运行于")], [NO_SERVER]),
    ],
)
def test_an_application_runs_on_a_server(edges: list[Edge], rules: list[str]) -> None:
    tied: list[Edge] = [*edges, (8, 9, "连接")]
    assert [rule for rule, _ in found([seen(1, "应用系统"), SERVER, DATABASE], *tied)] == rules


def test_an_application_alone_is_told_once() -> None:
    assert found([seen(1, "应用系统")]) == [(ALONE, 1)]


@pytest.mark.parametrize(
    ("edges", "circle"),
    [
        ([(1, 2, "运行于"), (2, 3, "运行于")], False),
        ([(1, 2, "运行于"), (2, 3, "运行于"), (3, 1, "运行于")], True),
        ([(1, 2, "运行于"), (2, 1, "依赖")], False),
        ([(1, 1, "运行于")], True),
    ],
)
def test_nothing_runs_on_itself(edges: list[Edge], circle: bool) -> None:
    rows = [*findings([seen(n) for n in (1, 2, 3)], edges)]
    assert [row.rule for row in rows] == [CIRCLE] * circle
    assert all("项1" in row.words for row in rows)


@pytest.mark.parametrize(
    ("mine", "theirs", "told"),
    [("在用", "停用", True), ("在用", "报废", True), ("在用", "备用", False), ("备用", "报废", False)],
)
def test_what_is_used_depends_on_nothing_that_is_gone(mine: str, theirs: str, told: bool) -> None:
    items: list[Any] = [seen(1, status=mine), seen(2, status=theirs)]
    assert found(items, (1, 2, "依赖")) == ([(ON_WHAT_IS_GONE, 1)] if told else [])
    assert found(items, (2, 1, "依赖")) == []
