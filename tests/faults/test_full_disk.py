"""Figure 25, the disk of the database: while it is full, pages stay readable and posts are refused in plain
words; nothing is half done, the file is sound, and work goes on with new room, without a restart."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.app import create_app
from portal.config import Settings
from portal.core.documents.models import Document
from portal.extensions import db
from portal.serving import Serving
from tests.databases import Sqlite
from tests.faults.killing.check import wrong
from tests.faults.small_disk import SmallDisk, small_disk
from tests.races.papers import count, propose, proposing
from tests.races.people import Answer, Person
from tests.servers import web_server

MANY = 20
PROCESSES = 2 if "EVERY_ROUND" in os.environ else 1
NO_ROOM = (503, 507)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture
def company_on_it(database: Sqlite, disk: SmallDisk) -> Iterator[Settings]:
    """A company whose database and files lie on a small disk; an app looks at what is stored."""
    serving = Serving(processes=PROCESSES)
    settings = Settings(disk.place, database.copy(disk.place), testing=True, serving=serving)
    with create_app(settings).app_context():
        yield settings
        db.session.remove()
        db.engine.dispose()


def test_a_full_disk_refuses_posts_and_stays_readable(company_on_it: Settings, disk: SmallDisk) -> None:
    with web_server(company_on_it, "tests.races.with_toys:app") as port:
        author = Person(port, "1011")
        paper = propose(author, "f97-2")
        disk.fill()
        confirmed = [f"ACK {paper.id}:sent", *sends(author)]
        for page in ("/", f"/documents/{paper.id}", "/login"):
            assert author.get(page).status == 200
        assert wrong(confirmed) == []
        disk.free()
        later = propose(author, "f97-2")
        assert wrong([*confirmed, f"ACK {later.id}:sent"]) == []
        assert count(Document) == len(confirmed) + 1


def sends(author: Person) -> list[str]:
    """Posts until the disk has no room for one more, and some after that; what was confirmed of them."""
    answers = [proposing(author, "f97-2").now() for _ in range(MANY)]
    refused = [answer for answer in answers if answer.status != 303]
    assert refused and {answer.status for answer in refused} <= set(NO_ROOM)
    assert all("门户的磁盘满了，这次操作没有生效" in answer.page for answer in refused)
    assert answers[-1] in refused
    return [f"ACK {number_in(answer)}:sent" for answer in answers if answer.status == 303]


def number_in(answer: Answer) -> str:
    """The number of the document that an answer leads to."""
    return answer.place.rpartition("/")[2]
