"""How fast an archive PDF is opened over the real web server, beside a view that only sends the file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Thread

from flask import Flask

from portal.config import Settings
from portal.core.files.store import place_of
from portal.core.printing.models import PrintOrder
from portal.extensions import db
from tests.bench.bare import ADDRESS, PLACE
from tests.bench.rounds import Way, compare, told
from tests.core.printing.papers import archived
from tests.races.people import Person
from tests.servers import web_server

OPENING = 0.8
READERS, EACH, ROUNDS = 4, 25, 61


def measure(app: Flask, settings: Settings) -> bool:
    """Open the same file in both ways, signed in by the real form; whether the portal is fast enough."""
    document_id = archived(app, 3)
    with app.app_context():
        place = place_of(settings.files, db.session.get_one(PrintOrder, document_id).digest or "")
        db.engine.dispose()
    os.environ[PLACE] = str(place)
    with web_server(settings, "tests.bench.entry:app") as port:
        chen, size = Person(port, "1001"), place.stat().st_size
        ours = Way("ours", lambda: open_often(chen, f"/documents/{document_id}/pdf", size))
        plain = Way("plain", lambda: open_often(chen, ADDRESS, size))
        found = compare(ours, plain, ROUNDS)
    return told(f"opening ({size // 1024} KiB)", found, READERS * EACH, "opened/s", OPENING)


def open_often(person: Person, address: str, size: int) -> None:
    """Several readers at once, each many times."""
    seen: list[int] = []
    readers = [Thread(target=read, args=(person, address, seen)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert seen == [size] * (READERS * EACH), (address, len(seen), set(seen))


def read(person: Person, address: str, seen: list[int]) -> None:
    """One reader on one connection."""
    with connected(person) as line:
        for _ in range(EACH):
            line.request("GET", address, headers={"Cookie": person.cookie})
            answer = line.getresponse()
            content = answer.read()
            seen.append(len(content) if answer.status == 200 else -answer.status)


@contextmanager
def connected(person: Person) -> Iterator[HTTPConnection]:
    line = HTTPConnection("127.0.0.1", person.port, timeout=60)
    try:
        yield line
    finally:
        line.close()
