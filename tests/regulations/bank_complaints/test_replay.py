"""R06: cases replayed with the clock moved; every limit, the gate and the statistics, reckoned again.

EVERY_ROUND=1 replays a thousand, fifty at a time.
"""

import os
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from tests.conftest import signed_in
from tests.domain.complaints.plain_sql import Counted, lines, plain
from tests.domain.complaints.replay.clocks import DAY
from tests.domain.complaints.replay.figures import figures_of
from tests.regulations.bank_complaints.bank import SUPERVISION, bank
from tests.regulations.bank_complaints.replay.book import REPLY, Book
from tests.regulations.bank_complaints.replay.replaying import replay
from tests.turns import may

EVERY = "EVERY_ROUND" in os.environ
CASES, SEEDS = (50, range(20)) if EVERY else (20, range(1))
AFTERWARDS = datetime(2026, 12, 30, 2, tzinfo=UTC)
KEYS = {"class": "c.category", "unit": "c.liable", "business": "c.about"}
HAPPENED = {
    "returns", "sent again", "pauses", "resumed", "closings refused", "closings not offered", "closed",
    "opened again", "transfers", "withdrawn", "new demands", "prolonged to 30", "refused F06-1",
    "refused by §附4", "refused by §4(三)",
}  # fmt: skip


@pytest.mark.first
@pytest.mark.both_databases
@pytest.mark.timeout(3600 if EVERY else 600)
@pytest.mark.skipif(not may((1,)), reason="another replay's turn")
@pytest.mark.parametrize("seed", SEEDS)
def test_r06_a1_replayed_cases_keep_every_limit_and_the_gate_and_are_counted_as_they_were(
    app: Flask, clock, seed: int
) -> None:
    bank(app)
    books, counts = replay(app, clock, CASES, seed)
    print(dict(sorted(counts.items())))
    assert clock.moment < AFTERWARDS and all(book.stage == "closed" for book in books)
    assert set(counts) >= HAPPENED, HAPPENED - set(counts)
    clock.moment = AFTERWARDS
    require_counted(app, [book for book in books if not book.secret])


def require_counted(app: Flask, books: list[Book]) -> None:
    """The statistics are a count in plain SQL, by every key and month; the months are those of the books."""
    line = signed_in(app, SUPERVISION)
    page = "/reports/f06-10?since=2026-01&until=2026-12"
    for by, key in KEYS.items():
        *rows, _ = lines(line, f"{page}&by={by}")
        with app.app_context():
            expected = plain(Counted("R06", REPLY, "2026-01-01", f"{AFTERWARDS:%Y-%m-%d}"), key)
        assert {name: figures for name, *figures in rows} == {k: found[:6] for k, found in expected.items()}
    *rows, _ = lines(line, f"{page}&by=month")
    for month, (_, *figures) in enumerate(rows, 1):
        last = date(2026, month + 1, 1) - DAY if month < 12 else AFTERWARDS.date()
        with app.app_context():
            found = plain(Counted("R06", REPLY, f"{last:%Y-%m}-01", f"{last}"), "''")
        assert figures == found.get("", ["0"] * 6)[:6]
        assert figures[:4] == [str(number) for number in figures_of(books, month)]
