"""What a case at a dealer says beside what every complaint's does: rounds, meeting, inquiries, summaries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from tests.domain.complaints.replay import book
from tests.domain.complaints.replay.clocks import DAYS, HOURS, WORKING_DAYS, Limit

INFORM, MEETING, UPWARD, INQUIRY, SUMMARY = "告知", "紧急会议", "重大投诉上报", "满意度询问", "投诉总结"
PROPOSAL = "提出解决办法"


@dataclass
class Round:
    """A handling form: whether the customer was told, and what came of it."""

    form_id: int
    told: bool = False
    outcome: str = ""


@dataclass
class Book(book.Book):
    """One case; `late` is by how many days its handler was late at worst."""

    OUTER = INFORM
    OF_CASE: ClassVar[dict[str, Limit]] = {
        INFORM: (WORKING_DAYS, 7), MEETING: (HOURS, 2), UPWARD: (DAYS, 1), INQUIRY: (WORKING_DAYS, 3),
        SUMMARY: (WORKING_DAYS, 5),
    }  # fmt: skip
    OF_STEPS: ClassVar[dict[str, dict[str, Limit]]] = {"2": {PROPOSAL: (WORKING_DAYS, 1)}}
    against: str = ""
    major: bool = False
    rounds: list[Round] = field(default_factory=list)
    to_ask: bool = False
    asked: bool = False
    summaries: list[int] = field(default_factory=list)
    effects: dict[str, tuple[int, str]] = field(default_factory=dict)
    late: int = 0

    def told(self) -> list[Round]:
        """The rounds that the customer was told."""
        return [each for each in self.rounds if each.told]

    def settled(self) -> bool:
        """Whether the customer takes what he was told last."""
        return bool(self.told()) and self.told()[-1].outcome == "接受"

    def reasons(self) -> Iterator[str]:
        """By clause, what keeps the case open besides papers on their way."""
        if not self.settled():
            yield "§4(一)4"
        if self.major and "3" not in self.done:
            yield "§4(二)2"
        if self.to_ask or not self.asked:
            yield "§4(一)5"
        newest = self.told()[-1].form_id if self.told() else 0
        if max(self.summaries, default=0) <= newest:
            yield "§4(一)7"
        yield from ("§3" for _, effect in self.effects.values() if effect != "有效")
