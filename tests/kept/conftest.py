"""Each kept database migrated to today, once for an engine; every test works on a copy of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import check, upgrade
from sqlalchemy import create_engine

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.extensions import db
from tests.kept.rows import changed, dump, in_turn, restore, revision_of

MIGRATIONS = str(ROOT / "migrations")


@pytest.fixture(scope="session", params=in_turn(), ids=revision_of)
def migrated(
    request: pytest.FixtureRequest, database: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a kept database, migrated to today with every row as it was."""
    data = tmp_path_factory.mktemp("kept")
    url = database.empty(data)
    before, after = migrate(create_app(Settings(data, url, testing=True)), request.param)
    assert changed(before, after) == []
    yield url
    database.drop(url)


def migrate(app: Flask, path: Path) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """Restore a file at its revision and migrate it: every row before and after."""
    with app.app_context():
        upgrade(MIGRATIONS, revision=revision_of(path))
        plain = create_engine(db.engine.url)  # the app's own lets nobody write outside an operation
        restore(plain, path)
        before = dump(plain)
        plain.dispose()
        db.engine.dispose()
        upgrade(MIGRATIONS)
        check(MIGRATIONS)
        after = dump(db.engine)
        db.session.remove()
        db.engine.dispose()
    return before, after


@pytest.fixture
def settings(database: Any, migrated: str, tmp_path: Path) -> Iterator[Settings]:
    """Where this test's app keeps its things, with its copy of the kept database."""
    (tmp_path / "files").mkdir()
    url = database.copy(tmp_path, migrated)
    yield Settings(tmp_path, url, testing=True)
    database.drop(url)
