"""A back-up made at an older revision, restored by the program of today: its tables, and every row."""

import os
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine

from portal.backup.restoring import MIGRATIONS, newest_revision
from portal.backup.rows import revision_of as revision_here
from portal.core.audit.chain import faults
from portal.core.proof.destroyed import destroyed_before
from portal.core.proof.documents import faults as of_documents
from portal.domain.ledger.queries import faults as unbalanced
from portal.extensions import db
from tests.backup.places import backed_up, empty_place, restored
from tests.databases import Sqlite
from tests.kept.rows import dump, kept, restore, revision_of

KEPT = kept() if "EVERY_ROUND" in os.environ else kept()[-1:]


@pytest.mark.both_databases
@pytest.mark.parametrize("path", KEPT, ids=revision_of)
def test_a_kept_company_comes_out_of_its_back_up_as_todays(
    app: Flask, database: Any, sqlite: Sqlite, tmp_path: Path, path: Path
) -> None:
    at_its_revision(app, path)
    first = backed_up(app, tmp_path / "first")
    assert first.revision == revision_of(path)
    with empty_place(sqlite, tmp_path / "a") as there:
        assert restored(there, tmp_path / "first") == first
        rows = looked_at(there)
        assert all(len(rows[name]) >= table.count for name, table in first.tables.items() if name in rows)


def at_its_revision(app: Flask, path: Path) -> None:
    """Make the app's database what it was when it was kept."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
        downgrade(MIGRATIONS, revision="base")
        upgrade(MIGRATIONS, revision=revision_of(path))
        plain = create_engine(db.engine.url)  # the app's own lets nobody write outside an operation
        restore(plain, path)
        plain.dispose()


def looked_at(app: Flask) -> dict[str, list[dict[str, Any]]]:
    """All rows of a database that is today's and sound; its files were never kept."""
    with app.app_context():
        with db.engine.connect() as connection:
            assert revision_here(connection) == newest_revision()
        assert [*faults(destroyed_before()), *unbalanced(), *of_documents()] == []
        rows = dump(db.engine)
        db.session.remove()
    return rows
