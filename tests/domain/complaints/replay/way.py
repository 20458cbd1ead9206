"""Papers on their way through the offices, with returns and pauses; the book has what should come of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import select

from portal.core.approval.deciding import targets
from portal.core.approval.models import Task
from portal.core.approval.route import newest_round
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import pause, resume
from portal.core.desk.moment import this_moment
from portal.core.facts import Facts
from portal.demonstration.company import author_of
from portal.extensions import db, writing
from tests.domain.complaints.acts import Filled, agree, fill, hand_back, send_again, sent, stage, turn
from tests.domain.complaints.replay.book import Book

NOTHING: Filled = MappingProxyType({})


def nothing(_about: Any) -> None:
    """Nothing comes of it."""


class Sheet(NamedTuple):
    """A paper, what the offices fill, and what should come of it once it is sent (again), agreed to at a step
    and approved; by its way's usual author unless it says otherwise."""

    number: str
    facts: Facts
    cells: Filled = NOTHING
    begins: Callable[[int], None] = nothing
    ends: Callable[[int], None] = nothing
    author: str = ""
    agreed: Callable[[str], None] = nothing


@dataclass
class Way:
    """The papers of one case.

    `AUTHOR` writes them unless a sheet says otherwise, `KEEPER` stops and starts limits; `FOUND` is what the
    offices fill, `STRAIGHT` are the papers that are never given back.
    """

    AUTHOR: ClassVar[str]
    KEEPER: ClassVar[str]
    FOUND: ClassVar[Filled] = NOTHING
    STRAIGHT: ClassVar[frozenset[str]] = frozenset()
    random: Random
    book: Book
    prefix: str
    counts: Counter[str]
    steps: dict[int, list[str]] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def send(self, sheet: Sheet) -> int:
        """Send a paper of the case."""
        code = f"{self.prefix}-{sheet.number}"
        paper = sent(code, sheet.facts, self.book.case_id, sheet.author or self.AUTHOR)
        self.counts["papers"] += 1
        self.book.papers[paper] = sheet.number
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
            if self.chance(0.3):
                pass  # it lies there
            elif (task := turn(paper)) is None:
                self.send_again(paper, sheet)
            elif sheet.number not in self.STRAIGHT and self.chance(0.08):
                self.give_back(paper, sheet, task)
            else:
                self.agree(paper, sheet, task)
            yield

    def agree(self, paper: int, sheet: Sheet, task: Task) -> None:
        """An office fills its cells and agrees."""
        assert task.step
        name = task.step.declared.name
        fill(paper, task, {**self.FOUND.get(name, {}), **sheet.cells.get(name, {})})
        agree(paper, task)
        self.book.meet(paper, name)
        self.steps[paper].append(name)
        sheet.agreed(name)
        self.moved(paper, sheet)

    def give_back(self, paper: int, sheet: Sheet, task: Task) -> None:
        """An office gives a paper back to its author or another office, perhaps to have it back at once."""
        assert task.step
        name, earlier = task.step.declared.name, targets(task.step, newest_round(paper))
        to = self.random.choice([None, None, *(step.id for step in earlier)])
        hand_back(paper, task, to, straight=self.chance(0.5))
        self.counts["returns"] += 1
        self.book.meet(paper, name)
        if to:
            self.moved(paper, sheet)

    def send_again(self, paper: int, sheet: Sheet) -> None:
        """The author sends what came back."""
        send_again(paper)
        self.counts["sent again"] += 1
        sheet.begins(paper)
        self.moved(paper, sheet)

    def stand_still(self) -> None:
        """A limit that runs is paused, or one that is paused runs again."""
        running = self.book.running()
        still = [key for key in running if self.book.watches[key][-1].still]
        some = still if still and self.chance(0.5) else running[-2:] if self.chance(0.5) else running
        if not some or not self.chance(0.4):
            return
        document_id, name = key = self.random.choice(some)
        watch, now = self.book.watches[key][-1], this_moment()
        query = select(Clock.id).filter_by(document_id=document_id, name=name).order_by(Clock.id.desc())
        clock_id, person_id = db.session.scalars(query.limit(1)).one(), author_of(self.KEEPER).person_id
        with writing():
            if watch.still:
                resume(clock_id, person_id, now)
            else:
                pause(clock_id, "等客户寄样品", person_id, now)
        self.counts["resumed" if watch.still else "pauses"] += 1
        if watch.still:
            watch.run_on(now.at)
        else:
            watch.still = now.at

    def compare(self) -> None:
        """Every limit of the case and its papers, and its stage, are as the book has them."""
        ids = [self.book.case_id, *self.book.papers]
        rows = db.session.scalars(select(Clock).where(Clock.document_id.in_(ids)).order_by(Clock.id))
        found = defaultdict(list)
        for row in rows:
            found[row.document_id, row.name].append((row.state, row.due_at))
        expected = {key: [watch.told() for watch in watches] for key, watches in self.book.watches.items()}
        keys = {key for key in (*found, *expected) if found.get(key) != expected.get(key)}
        assert not {key: (found.get(key), expected.get(key)) for key in keys}
        assert stage(self.book.case_id) == self.book.stage
        self.counts["clocks compared"] += sum(map(len, expected.values()))
