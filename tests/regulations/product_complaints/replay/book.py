"""What a case's file should say, kept beside the portal by its rules alone: its limits, its stage, what still
keeps it open."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from tests.regulations.product_complaints.replay.clocks import (
    DAYS,
    HOURS,
    SHANGHAI,
    WORKING_DAYS,
    Limit,
    Watch,
)

CLOSING, FORM, REPORT, CALLBACK = "结案", "填客户抱怨处理表", "调查处理报告", "回访客户"
OF_CASE: dict[str, Limit] = {
    "国内": (DAYS, 13), "国外": (DAYS, 16), FORM: (WORKING_DAYS, 1), REPORT: (DAYS, 3),
    CALLBACK: (WORKING_DAYS, 5),
}  # fmt: skip
OF_STEPS: dict[str, dict[str, Limit]] = {  # by form, then by how the step's name ends
    "1": {"改善回复": (WORKING_DAYS, 5)},
    "2": {
        "登记编号": (HOURS, 4), "质量调查": (DAYS, 2), "制造分析": (DAYS, 2), "研发意见": (DAYS, 1),
        "审查": (HOURS, 4), "业务处理意见": (DAYS, 5), "业务处理意见（国外）": (DAYS, 8),
        "综合意见": (DAYS, 1), "核决": (DAYS, 1),
    },
    "6": {"执行": (WORKING_DAYS, 10)},
    "11": {"回复": (WORKING_DAYS, 1)},
}  # fmt: skip


@dataclass
class Round:
    """A handling form: whether it is decided, and what the customer said."""

    form_id: int
    decided: bool = False
    outcome: str = ""


@dataclass
class Book:
    """One case."""

    regulation: str
    loss: str
    received: date
    case_id: int = 0
    stage: str = "received"
    on_way: set[int] = field(default_factory=set)
    papers: dict[int, str] = field(default_factory=dict)
    watches: defaultdict[tuple[int, str], list[Watch]] = field(default_factory=lambda: defaultdict(list))
    rounds: list[Round] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    decision: str = ""
    settled: list[str] = field(default_factory=list)
    unproved: set[int] = field(default_factory=set)
    effects: dict[str, tuple[int, str]] = field(default_factory=dict)
    accepted: bool = False
    to_call: bool = False
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
        self.start(self.case_id, name, OF_CASE[name], began)

    def opened(self, paper: int, number: str, step: str, now: datetime) -> None:
        """A step of a paper waits for its office."""
        ends = (limit for end, limit in OF_STEPS.get(number, {}).items() if step.endswith(end))
        if limit := next(ends, None):
            self.start(paper, step, limit, now)

    def receive(self, region: str, now: datetime) -> None:
        """The group received a form: with the first one the limit of the case begins."""
        if not self.accepted:
            self.accepted = True
            self.start(self.case_id, CLOSING, OF_CASE[region], now)

    def owes_report(self) -> bool:
        """Whether fewer reports than visits are sent."""
        sent = list(self.papers.values())
        return sent.count("14") > sent.count("5")

    def running(self) -> list[tuple[int, str]]:
        """The limits that are not over, and whose they are."""
        return [key for key, watches in self.watches.items() if not watches[-1].over]

    def closing(self) -> Watch | None:
        """The limit of the whole case, while it counts."""
        found = self.watches.get((self.case_id, CLOSING))
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
        papers = [""] if self.on_way else []
        rest = (*self.unanswered(), *self.unreported(), *self.unsettled(), *self.unheard())
        return sorted([*papers, *rest])

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
