"""Many cases at once, the clock going from one to the other."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush
from random import Random
from typing import Any

from flask import Flask

from tests.regulations.product_complaints.replay.book import Book
from tests.regulations.product_complaints.replay.clocks import SHANGHAI
from tests.regulations.product_complaints.replay.story import Story

FIRST, LAST = datetime(2026, 1, 5, tzinfo=SHANGHAI), datetime(2026, 9, 30, tzinfo=SHANGHAI)


def story(seed: str, counts: Counter[str], began: datetime) -> Story:
    """One case of chance that comes in at a moment."""
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    regulation = random.choice(("R10", "R12"))
    loss = random.choice(("有损失", "有损失", "有损失", "待查明", "没有损失"))
    received = began.date() - timedelta(days=random.randint(0, 2))
    book = Book(regulation, loss, received)
    prefix = f"F{regulation[1:]}"
    region, pace, left = (
        random.choice(("国内", "国外")),
        random.choice((1, 1, 3)),
        random.choice((0, 1, 1, 2)),
    )
    return Story(random, book, prefix, counts, region=region, pace=pace, left=left)


def replay(app: Flask, clock: Any, number: int, seed: int) -> tuple[list[Book], Counter[str]]:
    """So many cases; what the books have of them, and what happened how often."""
    counts, span = Counter[str](), LAST - FIRST
    days = Random(seed)  # noqa: S311 - chance, not secrecy
    starts = [
        FIRST + timedelta(minutes=days.randrange(int(span.total_seconds() / 60))) for _ in range(number)
    ]
    stories = [story(f"{seed}-{n}", counts, start) for n, start in enumerate(starts)]
    lives = [(start, n, stories[n].live()) for n, start in enumerate(starts)]
    heapify(lives)
    while lives:
        moment, n, life = heappop(lives)
        clock.moment = moment.astimezone(UTC)
        with app.app_context():
            try:
                wait = next(life, None)
            except BaseException as fault:
                fault.add_note(f"case {n} of seed {seed}, {stories[n].book.regulation}, on {moment}")
                raise
        if wait:
            heappush(lives, (moment + wait, n, life))
    return [each.book for each in stories], counts
