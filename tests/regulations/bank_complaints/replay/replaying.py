"""A bank's cases, many at once."""

from collections import Counter
from datetime import datetime
from random import Random
from typing import Any

from flask import Flask

from tests.domain.complaints.replay.driving import drive, starts
from tests.regulations.bank_complaints.replay.book import Book
from tests.regulations.bank_complaints.replay.story import Story


def story(seed: str, counts: Counter[str], began: datetime) -> Story:
    """One case of chance that comes in at a moment."""
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    book = Book("R06", began.date())
    told = {"level": random.choice(("网点", "网点", "一级行部", "总行")), "pace": random.choice((1, 3, 5))}
    return Story(random, book, "F06", counts, left=random.choice((0, 1, 2, 2)), **told)


def replay(app: Flask, clock: Any, number: int, seed: int) -> tuple[list[Book], Counter[str]]:
    """So many cases; what the books have of them, and what happened how often."""
    counts = Counter[str]()
    cases = [(began, story(f"{seed}-{n}", counts, began)) for n, began in enumerate(starts(number, seed))]
    drive(app, clock, cases)
    return [case.book for _, case in cases], counts
