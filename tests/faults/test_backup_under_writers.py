"""Figure 28: a back-up made while people write is the company of one moment: every row and every file of it,
and nothing of what came later; and what came later goes on from there."""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock, Semaphore
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, func, inspect, select

from portal.backup.making import make
from portal.core.audit.models import AuditEvent
from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.org.models import Person
from portal.demonstration.company import send_plan, settle
from portal.extensions import db
from tests.backup.places import PASSPHRASE, empty_place, restored, silent, stored, with_file, wrong
from tests.databases import Sqlite
from tests.kept.rows import MADE, dump

pytestmark = pytest.mark.both_databases(whole=True)
WRITERS = ("1001", "1002", "1004")
EACH = 8  # tables, after which the back-up waits for one more write
SECONDS = 60 if "EVERY_ROUND" in os.environ else 0
Rows = dict[str, list[dict[str, Any]]]


class Writing:
    """People who send plans with a file beside them, and their office managers who approve them."""

    def __init__(self, app: Flask) -> None:
        self.app, self.over, self.go = app, Event(), Event()
        self.go.set()
        self.free, self.lock, self.written = Semaphore(len(WRITERS)), Lock(), 0

    def day(self, number: str) -> None:
        for count in range(10**6):
            if self.over.is_set():
                return
            month = Month(2030 + count // 12, count % 12 + 1)
            paper = self.act(sent, number, month)
            self.act(with_file, paper)
            self.act(approved, paper)

    def act(self, act: Callable[..., Any], *given: object) -> Any:
        """One write, unless all are held."""
        self.go.wait()
        with self.free:
            done = act(self.app, *given)
        with self.lock:
            self.written += 1
        return done

    def hold(self) -> None:
        """Nobody writes until they are let go."""
        self.go.clear()
        for _ in WRITERS:
            self.free.acquire()

    def let_go(self) -> None:
        self.free.release(len(WRITERS))
        self.go.set()

    def wait_for(self, more: int) -> None:
        """Until so much more is written, within 30 seconds."""
        wanted, until = self.written + more, time.monotonic() + 30
        while self.written < wanted:
            assert time.monotonic() < until, "nobody writes"
            time.sleep(0.005)


def sent(app: Flask, number: str, month: Month) -> int:
    """A plan of somebody who sends one after the other; its id."""
    with app.app_context():
        send_plan(number, month, None)
        mine = select(func.max(Document.id)).join(Person, Person.id == Document.author_id)
        return db.session.scalars(mine.where(Person.number == number)).one()


def approved(app: Flask, paper: int) -> None:
    with app.app_context():
        settle(paper, "approve")


@contextmanager
def at_work(app: Flask) -> Iterator[Writing]:
    """People who write until the end; whatever goes wrong with them is raised."""
    writing = Writing(app)
    with ThreadPoolExecutor(len(WRITERS)) as pool:
        days = [pool.submit(writing.day, number) for number in WRITERS]
        try:
            writing.wait_for(3)
            yield writing
        finally:
            writing.over.set()
            writing.let_go()
    for day in days:
        day.result()


def rows_of(app: Flask, tables: Iterable[str]) -> Rows:
    """Every row of some tables, read by other means than the back-up's."""
    with app.app_context():
        engine = create_engine(db.engine.url)
        found = dump(engine)
        engine.dispose()
        db.session.remove()
    return {name: sorted(found[name], key=repr) for name in tables}


def test_a_back_up_under_writers_is_one_moment_and_they_go_on(
    app: Flask, sqlite: Sqlite, tmp_path: Path
) -> None:
    """The moment is fixed while all hold their pens; from the first table on they write."""
    then, tables = dict[str, Any](), 0
    with at_work(app) as writing:

        def told(words: str) -> None:
            nonlocal tables
            if not then:
                then["rows"] = rows_of(app, names_in(app))
                writing.let_go()
            tables += 1
            if words.startswith("数据") and tables % EACH == 0:
                writing.wait_for(1)

        writing.hold()
        began = writing.written
        with app.app_context():
            manifest = make(tmp_path / "backup", PASSPHRASE, told)
        meanwhile = writing.written - began
    assert meanwhile >= len(manifest.tables) // EACH
    require_short_log(app)
    with empty_place(sqlite, tmp_path / "there") as there:
        assert restored(there, tmp_path / "backup") == manifest
        assert rows_of(there, manifest.tables) == then["rows"]
        require_of_one_moment(there, app)


def require_short_log(app: Flask) -> None:
    """SQLite's log, which a reader keeps from being shortened, can be emptied again."""
    with app.app_context():
        engine = create_engine(db.engine.url)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0
        log = Path(f"{engine.url.database}-wal")
        assert not log.exists() or log.stat().st_size == 0
    engine.dispose()


def names_in(app: Flask) -> list[str]:
    with app.app_context():
        return [name for name in inspect(db.engine).get_table_names() if not name.startswith(MADE)]


def require_of_one_moment(there: Flask, app: Flask) -> None:
    """All is sound, no number is left out, each file is what it is called; the portal went on from there."""
    assert wrong(there) == []
    numbers = defaultdict[tuple[str, str], list[int]](list)
    for row in rows_of(there, ["serial"])["serial"]:
        numbers[row["type"], row["series"]].append(row["serial"])
    assert numbers and all(sorted(each) == [*range(1, len(each) + 1)] for each in numbers.values())
    files = {row["digest"] for row in rows_of(there, ["attachment"])["attachment"]}
    assert files == stored(there).keys()
    assert all(sha256(content).hexdigest() == name for name, content in stored(there).items())
    before, after = events(there), events(app)
    assert before.items() < after.items()


def events(app: Flask) -> dict[tuple[str, int], str]:
    """Every event's digest, which covers all before it in its stream."""
    with app.app_context():
        rows = db.session.execute(select(AuditEvent.stream, AuditEvent.position, AuditEvent.digest))
        found = {(stream, position): digest for stream, position, digest in rows}
        db.session.remove()
    return found


@pytest.mark.skipif(not SECONDS, reason="a minute: EVERY_ROUND=1")
def test_one_back_up_after_the_other_under_writers(app: Flask, sqlite: Sqlite, tmp_path: Path) -> None:
    """Nobody holds anything: the moment is any."""
    began, count, places = time.monotonic(), 0, list[Path]()
    with at_work(app) as writing:
        while time.monotonic() - began < SECONDS:
            places.append(tmp_path / f"backup-{len(places)}")
            with app.app_context():
                make(places[-1], PASSPHRASE, silent)
            writing.wait_for(5)
        count, spent = writing.written, time.monotonic() - began
    for place in places:
        with empty_place(sqlite, place.with_name(f"{place.name}-there")) as there:
            restored(there, place)
            require_of_one_moment(there, app)
    print(f"\n{len(places)} back-ups while {count / spent:.0f} writes a second ran")
