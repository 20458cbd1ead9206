"""Many cases at once, the clock going from one to the other."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush
from random import Random
from typing import Any

from flask import Flask

from tests.domain.complaints.replay.clocks import SHANGHAI
from tests.domain.complaints.replay.life import Life

FIRST, LAST = datetime(2026, 1, 5, tzinfo=SHANGHAI), datetime(2026, 9, 30, tzinfo=SHANGHAI)


def starts(number: int, seed: int) -> list[datetime]:
    """When so many cases begin, by chance."""
    span, days = LAST - FIRST, Random(seed)  # noqa: S311 - chance, not secrecy
    return [FIRST + timedelta(minutes=days.randrange(int(span.total_seconds() / 60))) for _ in range(number)]


def drive(app: Flask, clock: Any, cases: Sequence[tuple[datetime, Life]]) -> None:
    """Let every case live from its beginning on."""
    lives = [(began, n, case.live()) for n, (began, case) in enumerate(cases)]
    heapify(lives)
    while lives:
        moment, n, life = heappop(lives)
        clock.moment = moment.astimezone(UTC)
        with app.app_context():
            try:
                wait = next(life, None)
            except BaseException as fault:
                fault.add_note(f"case {n}, {cases[n][1].book.regulation}, on {moment}")
                raise
        if wait:
            heappush(lives, (moment + wait, n, life))
