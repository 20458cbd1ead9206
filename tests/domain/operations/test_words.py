"""The pure words of IT operations: the matrix, likeness, how far an incident is."""

import pytest

from portal.domain.operations.likeness import ENOUGH, likeness, pairs
from portal.domain.operations.priority import IMPACTS, MATRIX, PRIORITIES, URGENCIES, priority

ALL, SOME, ONE = IMPACTS
STOPPED, HAMPERED, LATER = URGENCIES


@pytest.mark.parametrize(
    ("impact", "urgency", "level"),
    [
        (ALL, STOPPED, "P1"), (ALL, HAMPERED, "P2"), (ALL, LATER, "P3"),
        (SOME, STOPPED, "P2"), (SOME, HAMPERED, "P3"), (SOME, LATER, "P4"),
        (ONE, STOPPED, "P3"), (ONE, HAMPERED, "P4"), (ONE, LATER, "P4"),
    ],
)  # fmt: skip
def test_the_priority_is_that_of_the_matrix(impact, urgency, level) -> None:
    assert priority(impact, urgency) == level


def test_the_matrix_names_every_impact_and_never_rises_where_less_is_hit_or_less_urgent() -> None:
    assert tuple(MATRIX) == IMPACTS
    ranks = [[PRIORITIES.index(level) for level in MATRIX[impact]] for impact in IMPACTS]
    assert all(row == sorted(row) for row in [*ranks, *map(list, zip(*ranks, strict=True))])


@pytest.mark.parametrize(
    ("asked", "known", "alike"),
    [
        ("打印机卡纸", "打印机不出纸，提示卡纸", True),
        ("打印机 卡纸！", "打印机卡纸", True),
        ("网络很慢", "打印机不出纸，提示卡纸", False),
        ("卡", "卡纸", False),
        ("", "打印机", False),
    ],
)
def test_two_texts_are_alike_by_the_pairs_that_they_share(asked, known, alike) -> None:
    assert (likeness(pairs(asked), pairs(known)) >= ENOUGH) is alike
