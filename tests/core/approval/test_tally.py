"""Rows 1 to 5: how voices count, and whose turn comes next; no database."""

import pytest

from portal.core.approval.tally import Stop, outcome, ready, stretches, votes_needed

WAITS, OPEN, OVER = (True, False), (False, False), (False, True)


def way(*stops: tuple[str, tuple[bool, bool]]) -> list[Stop]:
    return [Stop(branch, *state) for branch, state in stops]


@pytest.mark.parametrize(
    ("mode", "voices", "found"),
    [
        ("all", ["yes", "yes", "open"], "open"),
        ("all", ["yes", "yes", "yes"], "agreed"),
        ("all", ["yes", "no", "open"], "refused"),
        ("any", ["waiting", "open"], "open"),
        ("any", ["open", "yes"], "agreed"),
        ("any", ["no", "open"], "open"),
        ("any", ["no", "no"], "refused"),
        ("in_order", ["yes", "waiting"], "open"),
        ("in_order", ["yes", "yes"], "agreed"),
        ("share", ["yes", "open", "open"], "open"),
        ("share", ["yes", "yes", "open"], "agreed"),
        ("share", ["no", "open", "open"], "open"),
        ("share", ["no", "no", "open"], "refused"),
        ("all", [], "agreed"),
        ("any", [], "agreed"),
        ("share", [], "agreed"),
    ],
)
def test_rows_1_to_5_what_voices_come_to(mode, voices, found) -> None:
    assert outcome(mode, 50, voices) == found


@pytest.mark.parametrize(
    ("share", "voices", "needed"),
    [(50, 3, 2), (50, 4, 2), (51, 4, 3), (100, 3, 3), (1, 3, 1), (100, 101, 101)],
)
def test_row_4_a_share_is_rounded_up(share: int, voices: int, needed: int) -> None:
    assert votes_needed(share, voices) == needed


@pytest.mark.parametrize(
    ("stops", "next_ones"),
    [
        ([], []),
        (way(("", WAITS), ("", WAITS)), [0]),
        (way(("", OPEN), ("", WAITS)), []),
        (way(("", OVER), ("", WAITS)), [1]),
        (way(("", OVER), ("", OVER)), []),
        (way(("", OPEN), ("a", WAITS), ("b", WAITS)), []),
        (way(("", OVER), ("a", WAITS), ("a", WAITS), ("b", WAITS), ("", WAITS)), [1, 3]),
        (way(("", OVER), ("a", OVER), ("a", WAITS), ("b", OPEN), ("", WAITS)), [2]),
        (way(("b", WAITS), ("a", WAITS), ("", WAITS)), [0, 1]),
        (way(("a", OVER), ("b", OPEN), ("", WAITS)), []),
        (way(("a", OVER), ("b", OVER), ("", WAITS)), [2]),
    ],
)
def test_the_next_on_the_way_is_one_step_or_one_of_each_branch(stops, next_ones) -> None:
    assert ready(stops) == next_ones


def test_branches_of_neighbouring_steps_stand_together() -> None:
    stops = way(("", WAITS), ("", WAITS), ("a", WAITS), ("b", WAITS), ("", WAITS))
    assert list(stretches(stops)) == [[0], [1], [2, 3], [4]]
