"""Migrations build what the models say, and the way back and forth ends where it began."""

import os
import re

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import check, downgrade, upgrade

from portal.backup.restoring import known_revisions, scripts
from portal.config import ROOT
from portal.extensions import Model, db

pytestmark = pytest.mark.both_databases(whole=True)
MIGRATIONS = str(ROOT / "migrations")
TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
}


def schema() -> dict[str, object]:
    """Tables with columns, keys and indexes, and the triggers."""
    place = sa.inspect(db.engine)
    asked = (place.get_columns, place.get_indexes, place.get_foreign_keys, place.get_unique_constraints)
    tables = {t: [sorted(map(told, ask(t))) for ask in asked] for t in place.get_table_names()}
    triggers = db.session.execute(db.text(TRIGGERS[db.engine.dialect.name])).all()
    db.session.remove()
    db.engine.dispose()
    return {**tables, "triggers": sorted(map(tuple, triggers))}


def told(part: object) -> str:
    """A column, key or index in words; the condition of an index is an object, whose address changes."""
    return re.sub(" at 0x[0-9a-f]+", "", repr(part))


def test_the_models_are_what_the_migrations_build(app: Flask) -> None:
    with app.app_context():
        check(MIGRATIONS)


def test_a_model_without_its_migration_is_found(app: Flask) -> None:
    forgotten = sa.Table("forgotten", Model.metadata, sa.Column("id", sa.Integer, primary_key=True))
    try:
        with app.app_context(), pytest.raises(SystemExit):
            check(MIGRATIONS)
    finally:
        Model.metadata.remove(forgotten)


def test_there_is_one_newest_revision() -> None:
    """Two branches of work joined: alembic would not know where to go."""
    assert len(scripts().get_heads()) == 1


@pytest.mark.skipif("EVERY_ROUND" not in os.environ, reason="one revision at a time: EVERY_ROUND=1")
@pytest.mark.timeout(600)
def test_every_revision_goes_up_down_and_up_to_the_same(app: Flask) -> None:
    with app.app_context():
        downgrade(MIGRATIONS, revision="base")
        for revision in reversed(known_revisions()):
            upgrade(MIGRATIONS, revision=revision)
            there = schema()
            downgrade(MIGRATIONS, revision="-1")
            upgrade(MIGRATIONS, revision=revision)
            assert schema() == there, revision


def test_down_to_nothing_and_up_again_ends_where_it_began(app: Flask) -> None:
    with app.app_context():
        before = schema()
        downgrade(MIGRATIONS, revision="base")
        assert schema().keys() == {"alembic_version", "triggers"}
        upgrade(MIGRATIONS)
        assert schema() == before
