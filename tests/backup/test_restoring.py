"""A company restored on either engine is what was backed up: rows, files, guards; and work goes on."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.core.facts import Month
from portal.extensions import db
from tests.backup.places import backed_up, empty_place, filled, restored, stored, wrong
from tests.conftest import TestClock, signed_in
from tests.contracts.test_append_only import KEPT_FOR_EVER, refused
from tests.contracts.test_migrations import TRIGGERS
from tests.databases import Sqlite
from tests.plans import plan

pytestmark = pytest.mark.both_databases(whole=True)


@pytest.fixture
def company(app: Flask, clock: TestClock) -> Flask:
    filled(app, clock)
    return app


def guards(app: Flask) -> list[str]:
    """The triggers of a database that are in force."""
    with app.app_context():
        query = TRIGGERS[db.engine.dialect.name]
        query += " AND tgenabled = 'O'" if db.engine.dialect.name == "postgresql" else ""
        found = sorted(f"{tuple(row)}" for row in db.session.execute(db.text(query)))
        db.session.remove()
    return found


def test_to_sqlite_and_back_nothing_is_another_and_all_guards_stand(
    company: Flask, clock: TestClock, database: Any, sqlite: Sqlite, tmp_path: Path
) -> None:
    first = backed_up(company, tmp_path / "first")
    assert (first.files.count, first.seals.count, first.missing, first.damaged) == (2, 1, [], [])
    with empty_place(sqlite, tmp_path / "a") as there, empty_place(database, tmp_path / "b") as back:
        assert restored(there, tmp_path / "first") == first
        second = backed_up(there, tmp_path / "second")
        assert restored(back, tmp_path / "second") == second
        assert (second.tables, second.files, second.seals) == (first.tables, first.files, first.seals)
        assert stored(company) == stored(there) == stored(back)
        assert wrong(there) == []
        assert guards(back) == guards(company)
        goes_on(back, clock)


def goes_on(app: Flask, clock: TestClock) -> None:
    """What was written stays, and new papers get new ids and numbers."""
    app.config.update(CLOCK=clock)
    with app.app_context():
        kept = {table: column for table, column in KEPT_FOR_EVER.items() if filled_in(table)}
        assert len(kept) >= 5
        for table, column in kept.items():
            assert refused(f"UPDATE {table} SET {column} = {column}")  # noqa: S608 - our own names
        assert refused("INSERT INTO destruction_item SELECT * FROM destruction_item")
    plan(app, "approve", Month(2057, 2))
    zhou = signed_in(app, "1003")
    assert "XF-205702-0001" in zhou.get("/documents?q=样品陈列").text
    assert "XF-202612-0001" in zhou.get("/documents?q=小批补货").text
    assert wrong(app) == []


def filled_in(table: str) -> bool:
    return bool(db.session.scalar(db.text(f"SELECT count(*) FROM {table}")))  # noqa: S608 - our own names
