"""Cases about products, many at once."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from typing import Any

from flask import Flask

from tests.domain.complaints.replay.driving import drive, starts
from tests.regulations.product_complaints.replay.book import Book
from tests.regulations.product_complaints.replay.story import Story


def story(seed: str, counts: Counter[str], began: datetime) -> Story:
    """One case of chance that comes in at a moment."""
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    regulation = random.choice(("R10", "R12"))
    loss = random.choice(("有损失", "有损失", "有损失", "待查明", "没有损失"))
    received = began.date() - timedelta(days=random.randint(0, 2))
    book = Book(regulation, received, loss=loss)
    prefix = f"F{regulation[1:]}"
    region, pace, left = (
        random.choice(("国内", "国外")),
        random.choice((1, 1, 3)),
        random.choice((0, 1, 1, 2)),
    )
    return Story(random, book, prefix, counts, region=region, pace=pace, left=left)


def replay(app: Flask, clock: Any, number: int, seed: int) -> tuple[list[Book], Counter[str]]:
    """So many cases; what the books have of them, and what happened how often."""
    counts = Counter[str]()
    cases = [(began, story(f"{seed}-{n}", counts, began)) for n, began in enumerate(starts(number, seed))]
    drive(app, clock, cases)
    return [case.book for _, case in cases], counts
