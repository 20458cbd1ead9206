"""R16: cases at a dealer replayed with the clock moved; limits, gate, lateness and statistics reckoned again.

EVERY_ROUND=1 replays a thousand, fifty at a time.
"""

import os
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask

from portal.core.desk.moment import this_moment
from portal.regulations.dealer_complaints.operations.timeliness import late_days
from tests.conftest import signed_in
from tests.core.org.changes import person, take_post
from tests.domain.complaints.plain_sql import Counted, lines, plain
from tests.domain.complaints.replay.clocks import DAY
from tests.domain.complaints.replay.driving import drive, starts
from tests.domain.complaints.replay.figures import figures_of
from tests.regulations.dealer_complaints.complaints import HANDLER, MANAGER, SPECIALIST, dealer
from tests.regulations.dealer_complaints.replay.book import INFORM, Book
from tests.regulations.dealer_complaints.replay.story import Story
from tests.turns import may

EVERY = "EVERY_ROUND" in os.environ
CASES, SEEDS = (50, range(20)) if EVERY else (20, range(1))
AFTERWARDS = datetime(2026, 12, 30, 2, tzinfo=UTC)
KEYS = {
    "category": "CASE WHEN c.category = '' THEN '未定' ELSE c.category END",
    "liable": "CASE WHEN c.liable = '' THEN '未定' ELSE c.liable END",
    "model": "CASE WHEN c.about = '' THEN '未填' ELSE c.about END",
}
HAPPENED = {
    "returns", "sent again", "pauses", "resumed", "closings refused", "closings not offered", "closed",
    "opened again", "answer 不接受", "answer 不满意", "major", "general", "meetings", "measure 无效",
    "against",
    "refused by ", "refused by §4(一)4", "refused by §4(一)5", "refused by §4(一)7", "refused by §4(二)2",
    "refused by §3",
}  # fmt: skip


@pytest.mark.first
@pytest.mark.both_databases
@pytest.mark.timeout(3600 if EVERY else 600)
@pytest.mark.skipif(not may((2,)), reason="another replay's turn")
@pytest.mark.parametrize("seed", SEEDS)
def test_r16_8_replayed_cases_keep_every_limit_and_the_gate_and_are_counted_as_they_were(
    app: Flask, clock, seed: int
) -> None:
    dealer(app)
    take_post(app, "1012", "cr_specialist", "CR")  # one is complained of now and then
    books, counts = replay(app, clock, CASES, seed)
    print(dict(sorted(counts.items())))
    assert clock.moment < AFTERWARDS and all(book.stage == "closed" for book in books)
    assert set(counts) >= HAPPENED, HAPPENED - set(counts)
    with app.app_context():
        handler = person(HANDLER).id
        assert [late_days(book.case_id, handler, this_moment().at) for book in books] == [
            b.late for b in books
        ]
    clock.moment = AFTERWARDS
    require_counted(app, books)


def replay(app: Flask, clock: Any, number: int, seed: int) -> tuple[list[Book], Counter[str]]:
    """So many cases; what the books have of them, and what happened how often."""
    counts = Counter[str]()
    cases = [(began, story(f"{seed}-{n}", counts, began)) for n, began in enumerate(starts(number, seed))]
    drive(app, clock, cases)
    return [case.book for _, case in cases], counts


def story(seed: str, counts: Counter[str], began: datetime) -> Story:
    """One case of chance that comes in at a moment."""
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    against = random.choice(("", "", "1001", SPECIALIST))
    book = Book("R16", began.date() - timedelta(days=random.randint(0, 2)), against=against)
    return Story(random, book, "F16", counts, pace=random.choice((1, 1, 3)), left=random.choice((0, 1, 2, 2)))


def require_counted(app: Flask, books: list[Book]) -> None:
    """The statistics are a count in plain SQL, by every key and month; the months are those of the books."""
    page = "/reports/f16-9"
    manager = signed_in(app, MANAGER)
    for by, key in KEYS.items():
        *rows, _ = lines(manager, f"{page}?since=2026-01&until=2026-12&by={by}")
        with app.app_context():
            counted = Counted("R16", INFORM, "2026-01-01", f"{AFTERWARDS:%Y-%m-%d}")
            assert {name: figures for name, *figures in rows} == plain(counted, key)
    *rows, _ = lines(manager, f"{page}?since=2026-01&until=2026-12&by=month")
    assert [row[0] for row in rows] == [f"2026年{month}月" for month in range(1, 13)]
    for month, (_, *figures) in enumerate(rows, 1):
        last = date(2026, month + 1, 1) - DAY if month < 12 else AFTERWARDS.date()
        with app.app_context():
            found = plain(Counted("R16", INFORM, f"{last:%Y-%m}-01", f"{last}"), "''")
        assert figures == found.get("", ["0"] * 6 + [""])
        assert figures[:4] == [str(number) for number in figures_of(books, month)]
