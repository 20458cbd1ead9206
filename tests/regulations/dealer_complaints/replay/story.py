"""Complaints at a dealer lived through, as chance has it: general and major ones, in one round or several."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, ClassVar

from portal.core.approval.models import Task
from portal.core.desk.moment import this_moment
from portal.core.money import Amount
from portal.core.web.context import today
from tests.domain.complaints.replay.clocks import MINUTE, SHANGHAI
from tests.domain.complaints.replay.life import Life
from tests.domain.complaints.replay.way import Sheet
from tests.regulations.dealer_complaints.complaints import (
    ADVISER,
    GENERAL_WAY,
    HANDLER,
    MAJOR_WAY,
    MANAGER,
    PROPOSED,
    handling,
    inquiry,
    measure,
    meeting,
    place,
    record,
    ref,
    sent,
    summary,
    told,
)
from tests.regulations.dealer_complaints.replay.book import (
    INFORM,
    INQUIRY,
    MEETING,
    PROPOSAL,
    SUMMARY,
    UPWARD,
    Book,
    Round,
)

TICKS = ("repeated", "to_factory", "blockade", "disturbance", "exchange", "media", "grave")
CATEGORIES = ("服务态度", "维修质量", "车辆质量", "配件")
ANSWERS = (("接受",), ("接受",), ("不接受", "接受"), ("不满意", "接受"), ("不接受", "不满意", "接受"))
WHO = ("AFTER", "FIN")


def at_noon(now: datetime) -> datetime:
    """From when what happened today counts."""
    return min(
        now, now.astimezone(SHANGHAI).replace(hour=12, minute=0, second=0, microsecond=0).astimezone(UTC)
    )


@dataclass
class Story(Life):
    """The life of one case."""

    AUTHOR, KEEPER, ROLE = MANAGER, MANAGER, "cr_manager"
    STRAIGHT = frozenset({"3", "5"})  # what rests on how the case stands is not sent anew on another
    ON: ClassVar[Mapping[str, str]] = {
        "received": "handling", "handling": "follow_up", "urgent": "follow_up",
    }  # fmt: skip
    LAST, AGAIN = "follow_up", "handling"
    book: Book

    def take_down(self) -> None:
        """The complaint comes in."""
        other = {"against": ref(self.book.against)} if self.book.against else {}
        model = self.random.choice(("远行 X5", "远行 E3", ""))
        self.book.case_id = sent(
            "F16-1", record(day=self.book.received, model=model, **other), number=ADVISER
        )
        noon = datetime.combine(self.book.received, datetime.min.time(), SHANGHAI) + timedelta(hours=12)
        self.book.again(INFORM, min(this_moment().at, noon.astimezone(UTC)))
        self.counts["cases"] += 1
        self.counts["against"] += bool(self.book.against)

    def be_handled(self) -> Iterator[timedelta]:
        """Forms go round until the customer takes what he is told, and stays content."""
        for answer in self.random.choice(ANSWERS):
            if self.book.settled():
                return  # he was asked before, and is content
            yield from self.round("不接受" if answer == "不接受" else "接受")
            self.counts[f"answer {answer}"] += 1
            yield from self.rest()
            if answer == "不满意":
                self.ask("2 不满意")
                yield from self.rest()

    def round(self, answer: str) -> Iterator[timedelta]:
        """One form, from the manager to the customer."""
        ticks = self.random.sample(TICKS, self.random.choice((1, 2))) if self.chance(0.4) else []
        liable = {"liable_unit": place("FIN")} if self.chance(0.3) else {}
        facts = handling(category=self.random.choice(CATEGORIES), **dict.fromkeys(ticks, "是"), **liable)
        cost = Amount(self.random.choice((0, 80_000, 123_450)))
        cells = {
            PROPOSAL: {**PROPOSED, "cost": cost}, "告知客户": told(answer),
            "与客户协商": told(answer, negotiators="两位经理"),
        }  # fmt: skip
        form = Sheet(
            "2", facts, cells, lambda paper: self.assigned(paper, bool(ticks)), self.answered(answer)
        )
        yield from self.main(form)
        way = MAJOR_WAY if ticks else GENERAL_WAY
        assert list(dict.fromkeys(self.steps[self.book.rounds[-1].form_id])) == way

    def assigned(self, paper: int, major: bool) -> None:
        """A form is sent, or sent again: a major one alarms, and calls a meeting once."""
        book, now = self.book, this_moment().at
        if not book.rounds or book.rounds[-1].form_id != paper:
            book.rounds.append(Round(paper))
            self.counts["major" if major else "general"] += 1
        book.major = major
        self.turn_to("urgent" if major else "handling")
        if not major:
            book.meet(book.case_id, MEETING)
            book.meet(book.case_id, UPWARD)
        elif (book.case_id, MEETING) not in book.watches:
            book.again(MEETING, now)
            book.again(UPWARD, now)

    def answered(self, answer: str) -> Any:
        """What should come of a form that the customer was told."""

        def note(_paper: int) -> None:
            book, began = self.book, at_noon(this_moment().at)
            book.rounds[-1].told, book.rounds[-1].outcome = True, answer
            if book.answered is None:
                book.answered = today()
                book.meet(book.case_id, INFORM)
            if answer == "接受":
                self.turn_to("follow_up")
                book.to_ask = True
                book.again(INQUIRY, began)
                book.again(SUMMARY, began)

        return note

    def agree(self, paper: int, sheet: Sheet, task: Task) -> None:
        """Days are those of the agreement; whom it is about is never asked."""
        assert task.person.number != self.book.against
        cells = {name: {**told_now(cells), **days(cells)} for name, cells in sheet.cells.items()}
        self.note_lateness(paper, task)
        super().agree(paper, sheet._replace(cells=cells), task)

    def give_back(self, paper: int, sheet: Sheet, task: Task) -> None:
        self.note_lateness(paper, task)
        super().give_back(paper, sheet, task)

    def note_lateness(self, paper: int, task: Task) -> None:
        """By how many days the handler was late when his step ends."""
        if not task.step or task.step.declared.name != PROPOSAL:
            return
        due = self.book.watches[paper, PROPOSAL][-1].due()
        last = due and (due - MINUTE).astimezone(SHANGHAI).date()
        self.book.late = max(self.book.late, (today() - last).days if last else 0)

    def ask(self, score: str) -> None:
        """The customer is asked whether he is content."""
        book = self.book
        if not book.to_ask:
            return
        self.counts[f"score {score}"] += 1
        self.send(Sheet("4", inquiry(score), author=ADVISER))
        book.to_ask, book.asked = False, True
        book.meet(book.case_id, INQUIRY)
        if score == "2 不满意":
            book.told()[-1].outcome = "不满意"
            book.meet(book.case_id, SUMMARY)
            self.turn_to("urgent" if book.major else "handling")

    def sum_up(self) -> Iterator[None]:
        """How it went; only of what the customer took."""
        book = self.book
        if book.settled():
            met = partial(self.met, SUMMARY)
            yield from self.go(Sheet("5", summary(), begins=met, ends=book.summaries.append))

    def meet(self) -> Iterator[None]:
        """The meeting that a major case wants."""
        if self.book.major:
            self.counts["meetings"] += 1
            met, reported = partial(self.met, MEETING), partial(self.met, UPWARD)
            yield from self.go(Sheet("3", meeting(), begins=met, ends=reported))

    def met(self, name: str, _paper: int) -> None:
        """A paper is what a limit of the case was for."""
        self.book.meet(self.book.case_id, name)

    def improve(self, code: str = "", effect: str = "") -> Iterator[None]:
        """A unit carries out a measure; it works or not."""
        code, effect = code or self.random.choice(WHO), effect or self.random.choice(("有效", "无效"))
        self.counts[f"measure {effect}"] += 1
        cells = {
            "批准并指派监督人": {"supervisor": ref("1001")}, "执行": {"done": "已写进清单"},
            "监督检查": {"checked": "抽查三台"}, "效果确认": {"effect": effect, "verified": "复查"},
        }  # fmt: skip

        def found(paper: int) -> None:
            self.book.effects[code] = max(self.book.effects.get(code, (0, "")), (paper, effect))

        facts = measure(unit=place(code), due=today() + timedelta(days=30))
        yield from self.go(Sheet("6", facts, cells, ends=found, author=HANDLER))

    def begin_something(self) -> None:
        """A measure, a meeting, a summary or an inquiry."""
        self.errands.append(self.random.choice((self.improve, self.meet, self.sum_up))())
        if self.chance(0.3):
            self.ask(self.random.choice(("4 满意", "5 很满意")))

    def do_what_is_missing(self) -> None:
        """One of the things that keep the case open."""
        book, missing = self.book, self.book.missing()
        bad = [code for code, (_, effect) in book.effects.items() if effect != "有效"]
        if "§4(一)4" in missing:
            self.errands.append(self.again())
        elif book.to_ask:
            self.ask("3 基本满意")
        elif "§4(一)7" in missing:
            self.errands.append(self.sum_up())
        elif "§4(二)2" in missing:
            self.errands.append(self.meet())
        else:
            self.errands.append(self.improve(bad[0], "有效"))

    def again(self) -> Iterator[None]:
        """Another round beside whatever else there is."""
        for _ in self.round("接受"):
            yield


def told_now(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The customer is told today."""
    return {**cells, **({"told": today()} if "how" in cells else {})}


def days(cells: Mapping[str, Any]) -> dict[str, Any]:
    """A measure is done today."""
    return {"finished": today()} if "done" in cells else {}
