"""What a case about products says beside what every complaint's does: rounds, settlements, measures."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from tests.domain.complaints.replay import book
from tests.domain.complaints.replay.clocks import DAYS, HOURS, WORKING_DAYS, Limit

CLOSING, FORM, REPORT, CALLBACK = "结案", "填客户抱怨处理表", "调查处理报告", "回访客户"
OF_REGION: dict[str, Limit] = {"国内": (DAYS, 13), "国外": (DAYS, 16)}


@dataclass
class Round:
    """A handling form: whether it is decided, and what the customer said."""

    form_id: int
    decided: bool = False
    outcome: str = ""


@dataclass
class Book(book.Book):
    """One case."""

    OUTER = CLOSING
    OF_CASE: ClassVar[dict[str, Limit]] = {
        FORM: (WORKING_DAYS, 1), REPORT: (DAYS, 3), CALLBACK: (WORKING_DAYS, 5),
    }  # fmt: skip
    OF_STEPS: ClassVar[dict[str, dict[str, Limit]]] = {
        "1": {"改善回复": (WORKING_DAYS, 5)},
        "2": {
            "登记编号": (HOURS, 4), "质量调查": (DAYS, 2), "制造分析": (DAYS, 2), "研发意见": (DAYS, 1),
            "审查": (HOURS, 4), "业务处理意见": (DAYS, 5), "业务处理意见（国外）": (DAYS, 8),
            "综合意见": (DAYS, 1), "核决": (DAYS, 1),
        },
        "6": {"执行": (WORKING_DAYS, 10)},
        "11": {"回复": (WORKING_DAYS, 1)},
    }  # fmt: skip
    loss: str = ""
    rounds: list[Round] = field(default_factory=list)
    decision: str = ""
    settled: list[str] = field(default_factory=list)
    unproved: set[int] = field(default_factory=set)
    effects: dict[str, tuple[int, str]] = field(default_factory=dict)
    accepted: bool = False
    to_call: bool = False

    def receive(self, region: str, now: datetime) -> None:
        """The group received a form: with the first one the limit of the case begins."""
        if not self.accepted:
            self.accepted = True
            self.start(self.case_id, CLOSING, OF_REGION[region], now)

    def owes_report(self) -> bool:
        """Whether fewer reports than visits are sent."""
        sent = list(self.papers.values())
        return sent.count("14") > sent.count("5")

    def reasons(self) -> Iterator[str]:
        """By clause, what keeps the case open besides papers on their way."""
        yield from self.unanswered()
        yield from self.unreported()
        yield from self.unsettled()
        yield from self.unheard()

    def unanswered(self) -> Iterator[str]:
        decided = [each for each in self.rounds if each.decided]
        if decided and decided[-1].outcome != "接受":
            yield "§9.4"
        if not decided and "1" not in self.done:
            yield "§3"

    def unreported(self) -> Iterator[str]:
        if self.done.count("14") > self.done.count("5"):
            yield "§9.3"

    def unsettled(self) -> Iterator[str]:
        if self.decision in ("折让", "退货", "换货") and self.decision not in self.settled:
            yield "§13"
        yield from ("§13" for _ in self.unproved)

    def unheard(self) -> Iterator[str]:
        yield from ("§7.3" for _, effect in self.effects.values() if effect != "有效")
        if self.to_call:
            yield "§7.1"
