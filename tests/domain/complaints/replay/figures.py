"""What statistics ought to say of replayed cases, counted from their books."""

from collections import Counter
from collections.abc import Sequence

from tests.domain.complaints.replay.book import Book
from tests.domain.complaints.replay.clocks import MINUTE, SHANGHAI


def figures_of(books: Sequence[Book], month: int) -> tuple[int, int, int, int]:
    """Of the cases in the books: received in a month, closed in it, those in time, those late."""
    closed = [book for book in books if book.closed and book.closed.month == month]
    late = Counter(is_late(book) for book in closed)
    return sum(book.received.month == month for book in books), len(closed), late[False], late[True]


def is_late(book: Book) -> bool | None:
    """Whether the limit of a case was met after it was up; None where none ended."""
    limits = book.watches.get((book.case_id, book.OUTER))
    due = limits[-1].due() if limits else None
    last = due and (due - MINUTE).astimezone(SHANGHAI).date()
    ended = book.answered or book.closed
    return ended > last if last and ended else None
