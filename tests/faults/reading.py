"""How long a reader waits."""

import time

from tests.races.people import Person

READ_WITHIN = 2  # seconds


def slowest(reader: Person, *pages: str) -> float:
    """The longest time that a page took, all of them answered."""
    return max(took(reader, page) for page in pages)


def took(reader: Person, page: str) -> float:
    began = time.monotonic()
    assert reader.get(page).status == 200
    return time.monotonic() - began
