"""The walk over relations: each item once, by a shortest way, however they turn in circles."""

import random

import pytest

from portal.domain.configuration.graph import Edge, Step, circles, reached, reaching, spreading, way_to

APP, DB, SERVER, SWITCH, SERVICE = 1, 2, 3, 4, 5
COMPANY: list[Edge] = [
    (APP, SERVER, "运行于"), (APP, DB, "依赖"), (DB, SERVER, "运行于"), (SERVER, SWITCH, "连接"),
    (APP, SERVICE, "属于"), (DB, SWITCH, "备份到"),
]  # fmt: skip


def touched(edges: list[Edge], start: int) -> dict[int, int]:
    return {item: step.distance for item, step in reached(spreading(edges), start).items()}


def test_what_carries_something_touches_it_and_a_part_touches_the_whole() -> None:
    assert touched(COMPANY, SWITCH) == {SERVER: 1, APP: 2, DB: 2, SERVICE: 3}
    assert touched(COMPANY, DB) == {APP: 1, SERVICE: 2}
    assert touched(COMPANY, SERVICE) == {}


@pytest.mark.parametrize(
    ("kind", "from_touched", "to_touched"),
    [
        ("运行于", {}, {1: 1}),
        ("依赖", {}, {1: 1}),
        ("连接", {}, {1: 1}),
        ("属于", {2: 1}, {}),
        ("备份到", {}, {}),
    ],
)
def test_each_kind_spreads_one_way_and_a_backup_none(
    kind: str, from_touched: dict[int, int], to_touched: dict[int, int]
) -> None:
    assert touched([(1, 2, kind)], 1) == from_touched
    assert touched([(1, 2, kind)], 2) == to_touched


def test_circles_end_and_the_beginning_is_not_touched_by_itself() -> None:
    ring: list[Edge] = [(n, (n + 1) % 5, "依赖") for n in range(5)]
    assert touched(ring, 0) == {4: 1, 3: 2, 2: 3, 1: 4}
    assert touched([(1, 1, "依赖")], 1) == {}


def test_of_several_ways_the_shortest_is_told_then_that_of_the_lowest_numbers() -> None:
    ways = spreading([(4, 3, "依赖"), (4, 2, "依赖"), (3, 1, "依赖"), (2, 1, "依赖"), (5, 4, "依赖")])
    steps = reached(ways, 1)
    assert steps[4] == Step(2, 2)
    assert way_to(steps, 5) == [2, 4] and way_to(steps, 2) == []


def slowly(edges: list[Edge], start: int) -> dict[int, int]:
    """The same distances by relaxing every edge until nothing changes."""
    far = {start: 0}
    pairs = [(b, a) for a, b, kind in edges if kind in ("运行于", "依赖", "连接")]
    pairs += [(a, b) for a, b, kind in edges if kind == "属于"]
    for _ in range(len(pairs) + 1):
        for one, other in pairs:
            if one in far and far[one] + 1 < far.get(other, 10**6):
                far[other] = far[one] + 1
    del far[start]
    return far


@pytest.mark.parametrize("seed", range(60))
def test_distances_are_those_of_a_slower_and_plainer_walk(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    kinds = ("运行于", "依赖", "连接", "属于", "备份到")
    edges = [(dice.randrange(9), dice.randrange(9), dice.choice(kinds)) for _ in range(dice.randrange(20))]
    assert touched(edges, 0) == slowly(edges, 0)
    ways = spreading(edges)
    assert reaching(ways, [0]) == {0, *touched(edges, 0)}
    both = {
        frozenset(b for b in range(9) if a in reaching(ways, [b]) and b in reaching(ways, [a]))
        for a in range(9)
    }
    loops = {a for a in range(9) if a in ways.get(a, ())}
    assert {frozenset(group) for group in circles(ways)} == {
        group for group in both if len(group) > 1 or group & loops
    }
