"""What of the suite has its turn today (ADR 30); EVERY_ROUND=1 takes all of it, TURN=2 a certain day's."""

import os
from collections.abc import Collection
from datetime import UTC, datetime
from zlib import crc32

TURNS, EVERY = 4, bool(os.environ.get("EVERY_ROUND"))


def turn() -> int:
    """Whose turn it is today; set once, so that midnight is the same for all workers."""
    return int(os.environ.setdefault("TURN", str(datetime.now(UTC).toordinal() % TURNS)))


def place(name: str) -> int:
    """Which of the turns comes to what is named so."""
    return crc32(name.encode()) % TURNS


def due(name: str, turns: int = TURNS) -> bool:
    """Whether what is named so has its turn today, among so many."""
    return EVERY or crc32(name.encode()) % turns == turn() % turns


def may(turns: Collection[int]) -> bool:
    """Whether today is one of these turns."""
    return EVERY or turn() in turns
