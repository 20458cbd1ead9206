"""How many questions each page puts to the database, over few and over very many documents."""

import re

from flask import Flask
from sqlalchemy import event

from portal.app import create_app
from portal.extensions import db
from tests.bench.building.big import Built
from tests.bench.pages import Sight, sights
from tests.bench.told import Table
from tests.passwords import PASSWORD

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
COUNTED = ("inbox", "list", "search")


def questions_of(databases: list[Built], most: int) -> Table:
    """The same number on each, and few of them on inbox, lists and search."""
    columns = ("page", *(f"{found.documents:,}" for found in databases))
    table = Table("Questions to the database", columns, f"the same, at most {most}")
    counted = [counts(create_app(found.settings)) for found in databases]
    for rows in zip(*counted, strict=True):
        sight, numbers = rows[0][0], [number for _, number in rows]
        few = sight.kind not in COUNTED or max(numbers) <= most
        table.add(len(set(numbers)) == 1 and few, f"{sight.kind}: {sight.name}", *numbers)
    return table


def counts(app: Flask) -> list[tuple[Sight, int]]:
    """Every page with its questions."""
    asked: list[str] = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda _line, _cursor, said, *_: asked.append(said))
    found = []
    for sight in sights(app):
        client = app.test_client()
        token = TOKEN.search(client.get("/login").text)
        assert token
        client.post("/login", data={"number": sight.person, "password": PASSWORD, "csrf_token": token[1]})
        asked.clear()
        assert client.get(sight.path).status_code == 200, sight
        found.append((sight, sum(said.startswith(("SELECT", "WITH")) for said in asked)))
    engine.dispose()
    return found
