"""R10, R12: cases replayed with the clock moved; every limit, the gate and the statistics, reckoned again.

EVERY_ROUND=1 replays a thousand, fifty at a time.
"""

import os
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from tests.conftest import signed_in
from tests.core.org.changes import take_post
from tests.domain.complaints.plain_sql import lines
from tests.domain.complaints.replay.clocks import DAY
from tests.domain.complaints.replay.figures import figures_of
from tests.regulations.product_complaints.complaints import offices
from tests.regulations.product_complaints.plain_sql import KEYS, plain
from tests.regulations.product_complaints.replay.book import Book
from tests.regulations.product_complaints.replay.replaying import replay
from tests.turns import may

EVERY = "EVERY_ROUND" in os.environ
CASES, SEEDS = (50, range(20)) if EVERY else (20, range(1))
AFTERWARDS = datetime(2026, 12, 30, 2, tzinfo=UTC)
HAPPENED = {
    "returns", "sent again", "pauses", "resumed", "extensions", "closings refused", "closings not offered",
    "closed", "opened again", "answer 不接受", "answer 异议", "call 不满意", "improvement 无效",
    "inspections", "return 销货退回证明单", "refused by ", "refused by §3", "refused by §7.1",
    "refused by §9.3", "refused by §9.4", "refused by §13", "urged",
}  # fmt: skip


@pytest.mark.first
@pytest.mark.both_databases
@pytest.mark.timeout(3600 if EVERY else 600)
@pytest.mark.skipif(not may((0, 3)), reason="another replay's turn")
@pytest.mark.parametrize("seed", SEEDS)
def test_r10_10_replayed_cases_keep_every_limit_and_the_gate_and_are_counted_as_they_were(
    app: Flask, clock, seed: int
) -> None:
    offices(app)
    take_post(app, "1002", "warehouse_keeper", "ROOT")
    books, counts = replay(app, clock, CASES, seed)
    print(dict(sorted(counts.items())))
    assert clock.moment < AFTERWARDS and all(book.stage == "closed" for book in books)
    assert set(counts) >= HAPPENED, HAPPENED - set(counts)
    clock.moment = AFTERWARDS
    for code in ("R10", "R12"):
        require_counted(app, code, [book for book in books if book.regulation == code])


def require_counted(app: Flask, code: str, books: list[Book]) -> None:
    """The statistics are a count in plain SQL, by every key and month; the months are those of the books."""
    page = f"/reports/f{code[1:]}-12"
    wang = signed_in(app, "1006")
    for by, key in KEYS.items():
        *rows, _ = lines(wang, f"{page}?since=2026-01&until=2026-12&by={by}")
        with app.app_context():
            assert {name: figures for name, *figures in rows} == plain(
                code, key, "2026-01-01", f"{AFTERWARDS:%Y-%m-%d}"
            )
    *rows, _ = lines(wang, f"{page}?since=2026-01&until=2026-12&by=month")
    assert [row[0] for row in rows] == [f"2026年{month}月" for month in range(1, 13)]
    for month, (_, *figures) in enumerate(rows, 1):
        last = date(2026, month + 1, 1) - DAY if month < 12 else AFTERWARDS.date()
        with app.app_context():
            found = plain(code, "''", f"{last:%Y-%m}-01", f"{last}")
        assert figures == found.get("", ["0"] * 6 + [""])
        assert figures[:4] == [str(number) for number in figures_of(books, month)]
