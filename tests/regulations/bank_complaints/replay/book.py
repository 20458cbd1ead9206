"""What a bank's case says beside what every complaint's does: what was told, prolonged, asked anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from tests.domain.complaints.replay import book
from tests.domain.complaints.replay.clocks import DAYS, MINUTE, SHANGHAI, WORKING_DAYS, Limit, Watch

REPLY, AGAIN, CALLBACK = "答复", "再次答复", "回访投诉人"
TOTALS = (15, 30, 60)


@dataclass
class Book(book.Book):
    """One case."""

    OUTER = REPLY
    OF_CASE: ClassVar[dict[str, Limit]] = {CALLBACK: (WORKING_DAYS, 3), AGAIN: (DAYS, 15)}
    OF_STEPS: ClassVar[dict[str, dict[str, Limit]]] = {"2": {"接收": (DAYS, 0)}}
    reports: int = 0
    results: int = 0
    prolonged: int = 0
    asking: bool = False
    answered: date | None = None
    to_call: bool = False
    secret: bool = False

    def reasons(self) -> Iterator[str]:
        """By clause, what keeps the case open besides papers on their way."""
        if self.answered is None:
            yield "§附4"
        elif self.replying():
            yield "§4(三)"
        if self.to_call:
            yield "§4(三)"

    def replying(self) -> Watch | None:
        """The limit by which the complainant is to be told."""
        found = [self.watches.get((self.case_id, name)) for name in (AGAIN, REPLY)]
        return next((watches[-1] for watches in found if watches and not watches[-1].over), None)

    def told(self, now: datetime) -> None:
        """The complainant was told of a result."""
        for name in (REPLY, AGAIN):
            self.meet(self.case_id, name)
        self.results += 1
        self.answered = self.answered or now.astimezone(SHANGHAI).date()

    def cut_short(self) -> None:
        """Papers that were on their way come to nothing, and their limits with them."""
        for document_id, name in list(self.watches):
            if document_id in self.on_way:
                self.meet(document_id, name)
        self.on_way.clear()

    def last_day(self) -> date | None:
        """The last day of the limit that runs; none while it stands still."""
        watch = self.replying()
        due = watch.due() if watch else None
        return (due - MINUTE).astimezone(SHANGHAI).date() if due else None
