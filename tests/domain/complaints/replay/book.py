"""What a case's file should say, kept beside the portal by the rules alone: its limits, its stage, what still
keeps it open. Each regulation's replay has a book of its own, which adds what only its cases have."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from tests.domain.complaints.replay.clocks import SHANGHAI, Limit, Watch


@dataclass
class Book:
    """One case; `answered` is the day on which its outer limit was met, where this is not its closing.

    `OUTER` names the limit of the whole case. `OF_CASE` has its other limits by name, `OF_STEPS` those of the
    steps of its papers: by form, then by how the step's name ends.
    """

    OUTER: ClassVar[str]
    OF_CASE: ClassVar[Mapping[str, Limit]]
    OF_STEPS: ClassVar[Mapping[str, Mapping[str, Limit]]]
    regulation: str
    received: date
    case_id: int = 0
    stage: str = "received"
    on_way: set[int] = field(default_factory=set)
    papers: dict[int, str] = field(default_factory=dict)
    watches: defaultdict[tuple[int, str], list[Watch]] = field(default_factory=lambda: defaultdict(list))
    done: list[str] = field(default_factory=list)
    answered: date | None = None
    closed: date | None = None

    def start(self, document_id: int, name: str, limit: Limit, began: datetime) -> None:
        """A limit begins."""
        self.watches[document_id, name].append(Watch(began, limit))

    def meet(self, document_id: int, name: str) -> None:
        """What a limit was for is done."""
        for watch in self.watches.get((document_id, name), ()):
            watch.over = True

    def again(self, name: str, began: datetime) -> None:
        """A limit of the case begins, the one before is met."""
        self.meet(self.case_id, name)
        self.start(self.case_id, name, self.OF_CASE[name], began)

    def opened(self, paper: int, number: str, step: str, now: datetime) -> None:
        """A step of a paper waits for its office."""
        ends = (limit for end, limit in self.OF_STEPS.get(number, {}).items() if step.endswith(end))
        if limit := next(ends, None):
            self.start(paper, step, limit, now)

    def running(self) -> list[tuple[int, str]]:
        """The limits that are not over, and whose they are."""
        return [key for key, watches in self.watches.items() if not watches[-1].over]

    def outer(self) -> Watch | None:
        """The limit of the whole case, while it counts."""
        found = self.watches.get((self.case_id, self.OUTER))
        return found[-1] if found and not found[-1].over else None

    def close(self, now: datetime) -> None:
        """The case is closed: no limit runs on it, and what stood still has its end."""
        self.stage, self.closed = "closed", now.astimezone(SHANGHAI).date()
        for (document_id, _), watches in self.watches.items():
            watch = watches[-1]
            if document_id == self.case_id and not watch.over:
                watch.run_on(now)
                watch.over = True

    def missing(self) -> list[str]:
        """By clause (papers on their way: none), what keeps the case open."""
        return sorted([*([""] if self.on_way else []), *self.reasons()])

    def reasons(self) -> Iterator[str]:
        """By clause, what keeps the case open besides papers on their way."""
        raise NotImplementedError
