"""What people do while the portal is under load: each act a request, by somebody who may do it."""

import random
import secrets
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.parse import quote

from sqlalchemy import func, select

from portal.app import create_app
from portal.config import Settings
from portal.core.approval.models import Task
from portal.core.documents.models import Document
from portal.core.org.models import Person as Somebody
from portal.core.printing.models import PrintOrder
from portal.extensions import db
from tests.bench.lines import Reply, Wire
from tests.races.people import Fields, Person

WRITERS, READERS, TURNS = 30, ("1001", "1003", "1004", "1005", "1006", "1007"), 6000
SHARES = {
    "sign in": 1, "inbox": 22, "list": 14, "search": 14, "read": 18, "fill": 9, "save a draft": 8, "send": 5,
    "decide": 6, "PDF": 3,
}  # fmt: skip
WORDS = ("库存", "样品 补货", "犀牛", "竞品降价", "XF-2026", "办事处")
LISTS = ("/mine", "/done", "/customers", "/notices", "/drafts")
REPORT = [
    ("day", "2026-11-20"), ("place", "建材城"), ("source", "本人观察"), ("trend", "促销增多，新店两家。"),
    ("diversion", "否"),
]  # fmt: skip


class Turn(NamedTuple):
    """A step that waits for somebody, and the snapshot that he sees."""

    task_id: int
    snapshot_id: int
    number: str


class Actors:
    """Everybody signed in, with what each may open and decide."""

    def __init__(self, port: int, writers: list[str], papers: dict[str, list[int]]) -> None:
        self.port, self.papers = port, papers
        self.people = {number: Person(port, number) for number in (*READERS, *writers)}
        self.writers = [self.people[number] for number in writers]
        self.turns: list[Turn] = []
        self.made: list[tuple[str, int]] = []

    @classmethod
    def on(cls, settings: Settings, port: int) -> "Actors":
        """Found in the database."""
        app = create_app(settings)
        with app.app_context():
            writers, papers = writers_of()
            turns, made = turns_of(), made_of(writers)
            db.session.remove()
            db.engine.dispose()
        actors = cls(port, writers, papers)
        actors.turns, actors.made = turns, made
        for number in {turn.number for turn in turns} - actors.people.keys():
            actors.people[number] = Person(port, number)
        return actors


def writers_of() -> tuple[list[str], dict[str, list[int]]]:
    """Authors of the newest papers, each with some of his papers."""
    newest = select(Document.author_id, Document.id).order_by(Document.id.desc()).limit(3000).subquery()
    rows = db.session.execute(
        select(Somebody.number, newest.c.id).join(newest, newest.c.author_id == Somebody.id)
    )
    papers: dict[str, list[int]] = defaultdict(list)
    for number, document_id in rows:
        papers[number].append(document_id)
    return sorted(papers)[-WRITERS:], papers


def turns_of() -> list[Turn]:
    """Open steps of the heads of a few offices and of the head of sales."""
    who = [*READERS, *heads()]
    query = select(Task.id, Document.snapshot_id, Somebody.number).join(Task.document).join(Task.person)
    query = query.where(Somebody.number.in_(who), Task.state == "open", Task.step_id.is_not(None))
    rows = db.session.execute(query.order_by(Task.id % 10007 * 7919 % 10007).limit(TURNS))
    return [Turn(*row) for row in rows]


def heads() -> list[str]:
    """Who has most to decide."""
    query = select(Somebody.number).join(Task, Task.person_id == Somebody.id)
    query = query.where(Task.state == "open", Task.step_id.is_not(None)).group_by(Somebody.number)
    return list(db.session.scalars(query.order_by(func.count().desc()).limit(30)))


def made_of(writers: list[str]) -> list[tuple[str, int]]:
    """Papers that are printed, each with its author."""
    query = select(Somebody.number, Document.id).join(Document, Document.author_id == Somebody.id)
    query = query.join(PrintOrder, PrintOrder.document_id == Document.id)
    query = query.where(PrintOrder.state == "done", Somebody.number.in_([*writers, "1001"]))
    return [(number, document_id) for number, document_id in db.session.execute(query.limit(500))]


class Mix:
    """Draws who does what, does it, and keeps what went wrong."""

    def __init__(self, actors: Actors, dice: random.Random) -> None:
        self.actors, self.dice = actors, dice
        self.errors: list[str] = []
        self.again: Counter[str] = Counter()
        self.turn = threading.Lock()

    def draw(self) -> str:
        """A kind of request."""
        [kind] = self.dice.choices([*SHARES], [*SHARES.values()])
        return kind

    def act(self, kind: str, wire: Wire) -> None:
        """Do one thing, and note whether it went as it should."""
        with self.turn:
            acts: dict[str, Callable[[], Any]] = {
                "sign in": self.sign_in, "inbox": self.inbox, "list": self.list, "search": self.search,
                "read": self.read, "fill": self.fill, "save a draft": self.save, "send": self.send,
                "decide": self.decide, "PDF": self.pdf,
            }  # fmt: skip
            asked = acts[kind]()
        if kind == "sign in":
            self.note(kind, Person(self.actors.port, asked).cookie != "", "not signed in")
            return
        reply, times = self.ask(wire, *asked[:4])
        wanted = asked[4] if times == 1 else (*asked[4], 409)
        self.note(
            f"{kind} {asked[2]}", reply is not None and reply.status in wanted, str(reply and reply.status)
        )

    def ask(
        self, wire: Wire, person: Person, method: str, path: str, fields: Fields | None
    ) -> tuple[Reply | None, int]:
        """Ask; once more where the line broke: a POST has the key of its form and does nothing twice."""
        for times in (1, 2, 3):
            try:
                return wire.ask(person, method, path, fields), times
            except (OSError, HTTPException):
                self.again[method] += 1
        return None, 3

    def note(self, what: str, good: bool, told: str) -> None:
        """Keep what went wrong."""
        if not good:
            self.errors.append(f"{what}: {told}")

    def anybody(self) -> Person:
        return self.dice.choice([*self.actors.people.values()])

    def sign_in(self) -> str:
        return self.dice.choice([*self.actors.people])

    def inbox(self) -> tuple[Any, ...]:
        return self.anybody(), "GET", "/", None, (200,)

    def list(self) -> tuple[Any, ...]:
        return self.anybody(), "GET", self.dice.choice(LISTS), None, (200,)

    def search(self) -> tuple[Any, ...]:
        return self.anybody(), "GET", f"/documents?q={quote(self.dice.choice(WORDS))}", None, (200,)

    def read(self) -> tuple[Any, ...]:
        person = self.dice.choice(self.actors.writers)
        return (
            person,
            "GET",
            f"/documents/{self.dice.choice(self.actors.papers[person.number])}",
            None,
            (200,),
        )

    def fill(self) -> tuple[Any, ...]:
        return self.dice.choice(self.actors.writers), "GET", self.sheet(), None, (200,)

    def save(self) -> tuple[Any, ...]:
        return self.dice.choice(self.actors.writers), "POST", self.sheet(), [*REPORT, ("act", "save")], (303,)

    def send(self) -> tuple[Any, ...]:
        return self.dice.choice(self.actors.writers), "POST", self.sheet(), [*REPORT, ("act", "send")], (303,)

    def decide(self) -> tuple[Any, ...]:
        task_id, snapshot_id, number = self.actors.turns.pop()
        said = [("kind", "approve"), ("opinion", "同意"), ("seen", str(snapshot_id))]
        return self.actors.people[number], "POST", f"/tasks/{task_id}/decision", said, (303,)

    def pdf(self) -> tuple[Any, ...]:
        number, document_id = self.dice.choice(self.actors.made)
        return self.actors.people[number], "GET", f"/documents/{document_id}/pdf", None, (200,)

    def sheet(self) -> str:
        """A sheet that nobody sent before, in this run or another."""
        return f"/forms/f01-3/{secrets.token_hex(16)}"
