"""SQLite is told how large its tables are."""

from flask import Flask
from sqlalchemy import text

from portal.core.jobs.plans import keep_plans
from portal.extensions import db


def test_sqlite_knows_how_large_its_tables_are(app: Flask) -> None:
    with app.app_context():
        assert "keep_plans" in str(app.extensions["jobs"].huey._registry.periodic_tasks)
        keep_plans()
        keep_plans()
        known = db.session.execute(text("SELECT tbl, stat FROM sqlite_stat1 WHERE tbl = 'customer'")).all()
    assert all(int(stat.split()[0]) >= 100 for _, stat in known)
    assert known
