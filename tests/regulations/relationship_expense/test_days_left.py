"""R07 §2.2: whoever is to check a table sees in his inbox how long he has until the eighth working day."""

import pytest
from flask import Flask

from tests.conftest import TestClock, signed_in
from tests.regulations.relationship_expense.applications import applied, summary
from tests.regulations.relationship_expense.slips import decided, sent, special
from tests.regulations.relationship_expense.tables import CLERK, REP

pytestmark = pytest.mark.both_databases
FINANCE = "1012"


def filed(app: Flask, clock: TestClock) -> int:
    """November's summary, filed on Wednesday 2 December; its eighth working day is Thursday 10 December."""
    clock.advance(days=9)
    with app.app_context():
        return sent("F07-2", summary(), REP)


def limit(app: Flask, number: str = CLERK) -> str:
    """What somebody's inbox says of his only paper's limit."""
    cells = signed_in(app, number).get("/").all("td", **{"data-label": "期限"})
    return " ".join(" ".join(cell.itertext()).split("为什么是这个时间")[0].strip() for cell in cells)


@pytest.mark.parametrize(
    ("days", "minutes", "told"),
    [
        (0, 0, "还剩 6 个工作日"),
        (5, 0, "还剩 3 个工作日"),
        (7, 0, "还剩 1 个工作日"),
        (8, 0, "今天到期"),
        (8, 449, "今天到期"),  # 17:29
        (8, 451, "已逾期"),  # 17:31
        (9, 0, "已逾期 1 个工作日"),
        (11, 0, "已逾期 1 个工作日"),  # Sunday
        (12, 0, "已逾期 2 个工作日"),
    ],
)
def test_r07_2_2_the_inbox_says_how_many_working_days_are_left(
    app: Flask, clock: TestClock, days: int, minutes: int, told: str
) -> None:
    filed(app, clock)
    clock.advance(days=days, minutes=minutes)
    words = limit(app).split()
    assert "检核" in words and "12-10" in words and "17:30" in words
    assert " ".join(words).endswith(told)
    assert ("超时" in words) == told.startswith("已逾期")


def test_r07_2_2_the_author_of_a_returned_table_sees_it_too(app: Flask, clock: TestClock) -> None:
    paper = filed(app, clock)
    assert limit(app, FINANCE) == ""
    with app.app_context():
        decided(paper, "return")
    assert "还剩 6 个工作日" in limit(app, REP)


def test_r07_3_1_a_form_without_such_a_day_shows_none(app: Flask) -> None:
    special(app)
    with app.app_context():
        applied()
    assert "新程电子" in signed_in(app, CLERK).get("/").text
    assert limit(app) == ""
