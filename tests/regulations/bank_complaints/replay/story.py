"""Complaints to a bank lived through, as chance has it, every case at its own pace."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

import pytest

from portal.core.approval.hooks import Refused
from portal.core.desk.moment import this_moment
from portal.core.facts import Facts
from portal.core.web.context import today
from tests.domain.complaints.acts import acting, move, sent, turn
from tests.domain.complaints.replay.clocks import DAYS, MINUTE, SHANGHAI
from tests.domain.complaints.replay.gate import Closed
from tests.domain.complaints.replay.life import Life
from tests.domain.complaints.replay.way import Sheet
from tests.regulations.bank_complaints.bank import (
    AID,
    BRANCH,
    CARDS,
    CLERK,
    HEAD,
    HOTLINE,
    IN_GROUP,
    INSPECTOR,
    SUPERVISION,
    callback,
    more_time,
    person_ref,
    record,
    referral,
    report,
    told,
    transfer,
    unit_ref,
    withdrawal,
)
from tests.regulations.bank_complaints.replay.book import AGAIN, CALLBACK, REPLY, TOTALS, Book

SUBJECTS = ("服务态度", "服务质量", "产品", "流程", "环境", "设施")
BUSINESS = ("个人存款", "个人贷款", "银行卡", "理财代销")
DELAYS = (0, 5, 30, 31, 90, 2000)
BY_BRANCH, BY_GROUP = ["一级行部批准"], ["人力资源部协调", "领导小组批准"]
WAYS: dict[str, tuple[dict[str, Any], list[str]]] = {  # who investigates, and who signs
    HEAD: ({"investigator": "网点负责人"}, BY_BRANCH),
    CLERK: ({"investigator": "网点员工"}, ["网点负责人审核", *BY_BRANCH]),
    AID: ({"investigator": "客户援助电话", "decider": IN_GROUP}, BY_GROUP),
    CARDS: ({"investigator": "总行部室负责人", "decider": IN_GROUP}, BY_GROUP),
}


@dataclass
class Story(Life):
    """The life of one case."""

    AUTHOR, KEEPER, ROLE = HEAD, SUPERVISION, "supervision_officer"
    STRAIGHT: ClassVar[frozenset[str]] = frozenset({"7", "6"})
    ON: ClassVar[dict[str, str]] = {
        "received": "handling", "transferred": "handling", "handling": "replying", "replying": "follow_up",
    }  # fmt: skip
    LAST, AGAIN = "follow_up", "handling"
    book: Book
    level: str = "网点"
    about: str = ""
    suited: bool = True

    def take_down(self) -> None:
        """The complaint comes in, some time ago; whoever is late says why."""
        now, delay = this_moment().at.astimezone(SHANGHAI), self.random.choice(DELAYS)
        came = now - delay * MINUTE
        self.book.received, self.about = came.date(), self.random.choice(("", "", CLERK))
        told = {
            "day": came.date(), "at": came.time(), "level": self.level, "name": f"{self.random.random()}"[:9],
            "subject": self.random.choice(SUBJECTS), "business": self.random.choice(BUSINESS),
            "unit": unit_ref(self.random.choice(("OUTLET", "BANK", "CARD"))),
            "employee": person_ref(self.about) if self.about else None,
        }  # fmt: skip
        by = self.random.choice((AID, HOTLINE, SUPERVISION, HEAD, BRANCH, CARDS))
        if delay > 30:
            self.is_refused("F06-1", record(**told), by, 0)
            told["late"] = "系统停机"
        self.book.case_id = sent("F06-1", record(**told), 0, by)
        self.book.start(self.book.case_id, REPLY, (DAYS, TOTALS[0]), came)
        self.counts["cases"] += 1

    def is_refused(self, code: str, facts: Facts, by: str, case_id: int) -> None:
        with pytest.raises(Refused):
            sent(code, facts, case_id, by)
        self.counts[f"refused {code}"] += 1

    def investigators(self) -> list[str]:
        """Who may investigate: nobody from the counter team of whom it is about, nobody below its level."""
        if self.level == "总行":
            return [CARDS, AID]
        return [HEAD, AID] if self.about else [HEAD, AID, CLERK]

    def be_handled(self) -> Iterator[timedelta]:
        """It goes to the outlet or not, is investigated, and answered."""
        if self.level != "总行" and self.chance(0.7):
            yield from self.pass_on()
        yield from self.investigate()
        self.tell()
        yield from self.rest()

    def pass_on(self) -> Iterator[timedelta]:
        """The aid line passes it on to the outlet, or to the branch."""
        unit, handler = ("OUTLET", HEAD) if self.level == "网点" else ("BANK", AID)
        cells = {"承办部门接收": {"handler": person_ref(handler), "opinion": "马上办"}}
        sheet = Sheet(
            "2", transfer(unit=unit_ref(unit)), cells, lambda _: self.turn_to("transferred"),
            lambda _: self.turn_to("handling"), AID,
        )  # fmt: skip
        self.counts["transfers"] += 1
        yield from self.main(sheet)

    def investigate(self) -> Iterator[timedelta]:
        """A report goes to whoever decides."""
        by = self.random.choice(self.investigators())
        if self.about and self.chance(0.3):
            self.is_refused("F06-4", report(investigator="网点员工"), CLERK, self.book.case_id)
        facts, steps = WAYS[by]
        quiet = {"suitable": "不适合回访", "unsuitable": "要求不再联系"} if self.chance(0.3) else {}
        self.suited = not quiet
        papers: list[int] = []
        sheet = Sheet(
            "4", report(**facts | quiet), begins=lambda paper: self.reported(paper, papers),
            ends=lambda _: self.approved(), author=by,
        )  # fmt: skip
        yield from self.main(sheet)
        assert list(dict.fromkeys(self.steps[papers[0]])) == steps

    def reported(self, paper: int, papers: list[int]) -> None:
        papers.append(paper)
        self.turn_to("handling")

    def approved(self) -> None:
        self.book.reports += 1
        self.turn_to("replying")

    def tell(self) -> None:
        """The complainant is told of the result, and perhaps called back later."""
        self.send(Sheet("4R", told(), begins=lambda _: self.book.told(this_moment().at)))
        self.turn_to("follow_up")
        if self.suited:
            self.book.to_call = True
            self.book.again(CALLBACK, this_moment().at)

    def meanwhile(self) -> None:
        """Now and then the complainant takes it back, or it is for the discipline office."""
        if self.chance(0.02):
            self.withdraw()
        if self.chance(0.015):
            self.refer()

    def withdraw(self) -> None:
        """It is taken back: the case is closed at once."""
        self.counts["withdrawn"] += 1
        self.book.papers[sent("F06-8", withdrawal(), self.book.case_id, AID)] = "8"
        self.book.cut_short()
        self.book.to_call = False
        self.book.close(this_moment().at)
        raise Closed

    def refer(self) -> None:
        """The discipline office alone has it from now on, and closes it."""
        self.counts["referred"] += 1
        running = [key for key in self.book.running() if key[0] == self.book.case_id]
        self.book.cut_short()
        for document_id, name in running:
            self.book.meet(document_id, name)
        self.book.to_call, self.book.secret = False, True
        paper = self.send(Sheet("6", referral(), begins=lambda _: self.turn_to("follow_up"), author=AID))
        task = turn(paper)
        assert task
        self.agree(paper, Sheet("6", referral()), task)
        move(self.book.case_id, "closed", acting(INSPECTOR, "discipline_inspector"))
        self.book.close(this_moment().at)
        raise Closed

    def once_more(self) -> Iterator[timedelta]:
        """What the discipline office closed stays closed."""
        if self.book.secret:
            return
        yield from super().once_more()

    def begin_something(self) -> None:
        """More time is asked for, where that is possible."""
        if self.book.outer() and not self.book.asking and self.book.prolonged < 2:
            self.book.asking = True
            self.errands.append(self.longer())

    def longer(self) -> Iterator[None]:
        """Once to thirty days, once more to sixty; told while the limit runs."""
        again = self.book.prolonged
        if self.book.outer() is None:
            return
        facts = more_time("特别复杂", IN_GROUP) if again else more_time()
        if not self.in_time():
            self.is_refused("F06-7", facts, HEAD, self.book.case_id)
            return
        yield from self.go(Sheet("7", facts))
        notice = told(matter="延长时限", ways="")
        watch = self.book.outer()
        if watch is None or not self.in_time():
            self.is_refused("F06-4R", notice, HEAD, self.book.case_id)
            return
        self.send(Sheet("4R", notice))
        watch.limit = (DAYS, TOTALS[again + 1])
        self.book.prolonged, self.book.asking = again + 1, False
        self.counts[f"prolonged to {TOTALS[again + 1]}"] += 1

    def in_time(self) -> bool:
        """Whether the limit runs yet, or stands still."""
        last = self.book.last_day()
        return last is None or today() <= last

    def do_what_is_missing(self) -> None:
        """One of the things that keep the case open."""
        if self.book.to_call:
            self.call()
        else:
            self.errands.append(self.answer())

    def answer(self) -> Iterator[None]:
        """A report that was approved is told; else another is written."""
        if self.book.reports > self.book.results:
            self.tell()
            return
        facts, _ = WAYS[HEAD if self.level != "总行" else CARDS]
        by = HEAD if self.level != "总行" else CARDS
        self.suited = True
        yield from self.go(
            Sheet("4", report(**facts), begins=lambda _: self.turn_to("handling"),
                  ends=lambda _: self.approved(), author=by)
        )  # fmt: skip

    def call(self) -> None:
        """The complainant is called back, and may want something new."""
        new = self.chance(0.25)
        facts = callback(further="有新的要求", wish="退手续费") if new else callback()
        self.book.to_call = False
        self.book.meet(self.book.case_id, CALLBACK)
        self.send(Sheet("5", facts, author=SUPERVISION))
        if new:
            self.counts["new demands"] += 1
            self.turn_to("handling")
            self.book.again(AGAIN, this_moment().at)
