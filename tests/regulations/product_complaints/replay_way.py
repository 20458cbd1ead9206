"""Papers on their way through the offices, with returns and pauses; a book is kept of what should come of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import select

from portal.core.approval.deciding import Verdict, decide, targets
from portal.core.approval.models import Task
from portal.core.approval.route import newest_round
from portal.core.approval.sending import resend
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import pause, resume
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import key_within
from portal.core.documents.models import Document
from portal.core.documents.operations import current, said
from portal.core.facts import Facts
from portal.core.web.context import catalogue
from portal.demonstration.company import author_of
from portal.extensions import db, writing
from tests.regulations.product_complaints.complaints import (
    FOUND,
    GROUP,
    SALES,
    agree,
    fill,
    sent,
    stage,
    turn,
)
from tests.regulations.product_complaints.replay_book import Book

Cells = dict[str, dict[str, Any]]


def nothing(_paper: int) -> None:
    """Nothing comes of it."""


class Sheet(NamedTuple):
    """A paper, what the offices fill, and what should come of it once it is sent (again) and approved."""

    number: str
    facts: Facts
    cells: Cells = {}
    begins: Callable[[int], None] = nothing
    ends: Callable[[int], None] = nothing
    author: str = SALES
    region: str = ""


@dataclass
class Way:
    """The papers of one case."""

    random: Random
    book: Book
    prefix: str
    counts: Counter[str]
    steps: dict[int, list[str]] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def send(self, sheet: Sheet) -> int:
        """Send a paper of the case."""
        paper = sent(f"{self.prefix}-{sheet.number}", sheet.facts, self.book.case_id, sheet.author)
        self.counts["papers"] += 1
        self.book.papers.append(paper)
        self.steps[paper] = []
        sheet.begins(paper)
        self.moved(paper, sheet)
        return paper

    def moved(self, paper: int, sheet: Sheet) -> None:
        """Note where a paper is now."""
        task = turn(paper)
        if task and task.step:
            self.book.on_way.add(paper)
            self.book.opened(paper, sheet.number, task.step.declared.name, this_moment().at)
        else:
            self.book.on_way.discard(paper)
            self.book.done.append(sheet.number)
            sheet.ends(paper)

    def go(self, sheet: Sheet) -> Iterator[None]:
        """A paper is sent; one office after another agrees, or gives it back."""
        paper = self.send(sheet)
        yield
        while paper in self.book.on_way:
            if (task := turn(paper)) is None:
                self.send_again(paper, sheet)
            elif sheet.number != "11" and self.chance(0.08):
                self.give_back(paper, sheet, task)
            else:
                self.agree(paper, sheet, task)
            yield

    def agree(self, paper: int, sheet: Sheet, task: Task) -> None:
        """An office fills its cells and agrees."""
        assert task.step
        name = task.step.declared.name
        fill(paper, task, FOUND.get(name, {}) | sheet.cells.get(name, {}))
        agree(paper, task)
        self.book.meet(paper, name)
        self.steps[paper].append(name)
        if name == "登记编号":
            self.book.receive(sheet.region, this_moment().at)
        self.moved(paper, sheet)

    def give_back(self, paper: int, sheet: Sheet, task: Task) -> None:
        """An office gives a paper back to its author or an earlier office, perhaps to have it back at once."""
        assert task.step
        name, person_id = task.step.declared.name, task.person_id
        earlier = [step.id for step in targets(task.step, newest_round(paper))]
        to = self.random.choice([None, None, *earlier])
        seen = db.session.get_one(Document, paper).snapshot_id or 0
        with writing():
            verdict = Verdict("return", "请补充", seen, to, straight=self.chance(0.4))
            decide(task.id, person_id, verdict, this_moment())
        self.counts["returns"] += 1
        self.book.meet(paper, name)
        if to:
            self.moved(paper, sheet)

    def send_again(self, paper: int, sheet: Sheet) -> None:
        """The author sends what came back."""
        document = db.session.get_one(Document, paper)
        query = select(Task.id).filter_by(document_id=paper, state="open", step_id=None)
        task_id, form = db.session.scalars(query).one(), catalogue().type(document.type)
        facts, key = said(current(document), form), key_within(self.book.case_id)
        with writing():
            resend(task_id, document.author_id, form, facts, key, this_moment())
        self.counts["sent again"] += 1
        sheet.begins(paper)
        self.moved(paper, sheet)

    def stand_still(self) -> None:
        """A limit that runs is paused, or one that is paused runs again."""
        running = self.book.running()
        if not running or not self.chance(0.2):
            return
        document_id, name = key = self.random.choice(running)
        watch, now = self.book.watches[key][-1], this_moment()
        query = select(Clock.id).filter_by(document_id=document_id, name=name).order_by(Clock.id.desc())
        clock_id, person_id = db.session.scalars(query.limit(1)).one(), author_of(GROUP).person_id
        with writing():
            if watch.still:
                resume(clock_id, person_id, now)
            else:
                pause(clock_id, "等客户寄样品", person_id, now)
        self.counts["resumed" if watch.still else "pauses"] += 1
        if watch.still:
            watch.stills.append((watch.still, now.at))
        watch.still = None if watch.still else now.at

    def compare(self) -> None:
        """Every limit of the case and its papers, and its stage, are as the book has them."""
        ids = [self.book.case_id, *self.book.papers]
        rows = db.session.scalars(select(Clock).where(Clock.document_id.in_(ids)).order_by(Clock.id))
        found = defaultdict(list)
        for row in rows:
            found[row.document_id, row.name].append((row.state, row.due_at))
        expected = {key: [watch.told() for watch in watches] for key, watches in self.book.watches.items()}
        assert found == expected
        assert stage(self.book.case_id) == self.book.stage
        self.counts["clocks compared"] += sum(map(len, expected.values()))
