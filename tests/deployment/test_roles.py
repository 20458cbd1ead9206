"""deploy/postgresql-roles.sql: with the rights that it leaves, papers are decided and days sealed; the audit
trail can be neither changed nor emptied."""

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url, text
from sqlalchemy.exc import ProgrammingError

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.proof.falsify import seal, seals
from tests.plans import plan

SCRIPT = (ROOT / "deploy" / "postgresql-roles.sql").read_text()
ROLES = """DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{0}') THEN CREATE ROLE {0} LOGIN; END IF;
END $$"""


@pytest.fixture
def restricted(app: Flask, settings: Settings, clock: TestClock) -> Iterator[Flask]:
    """The portal under the role that an installation gives it."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "postgresql":
        pytest.skip("SQLite has no roles")
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as owner:
        for role in ("guiju_owner", "guiju"):
            owner.execute(ROLES.format(role))
        owner.execute(SCRIPT)
    mine = url.set(username="guiju").render_as_string(hide_password=False)
    app = create_app(replace(settings, database_url=mine))
    app.config.update(CLOCK=clock, TESTING=True)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.both_databases(whole=True)
def test_papers_are_decided_and_days_sealed(restricted: Flask, clock: TestClock) -> None:
    plan(restricted, "approve")
    clock.advance(days=1)
    seal(restricted, days=0)
    assert seals(restricted)


@pytest.mark.both_databases(whole=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET event = 'x'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event CASCADE",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    ],
)
def test_nothing_that_was_said_is_changed(restricted: Flask, statement: str) -> None:
    plan(restricted, "approve")
    with restricted.app_context(), pytest.raises(ProgrammingError), writing() as session:
        session.execute(text(statement))
