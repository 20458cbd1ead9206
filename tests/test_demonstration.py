"""README: `make run` shows the company whenever it is begun: by night, on a holiday, at the year's end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import func, select

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.core.approval.models import Task
from portal.core.calendar import Calendar
from portal.core.documents.models import Document
from portal.demonstration.company import create_demonstration
from portal.extensions import db
from tests.compiled import share
from tests.databases import PASSWORD
from tests.turns import EVERY, TURNS, turn

HOURS = (
    datetime(2026, 11, 25, 16, 20, tzinfo=UTC),  # twenty past midnight in Shanghai
    datetime(2026, 11, 1, 4, 0, tzinfo=UTC),  # a Sunday, the first of a month
    datetime(2026, 10, 3, 1, 0, tzinfo=UTC),  # within the National Day week
    datetime(2026, 12, 31, 15, 59, tzinfo=UTC),  # the last minute of the year
    datetime(2028, 2, 28, 23, 0, tzinfo=UTC),  # the morning of 29 February
    datetime(2026, 11, 30, 16, 20, tzinfo=UTC),  # a Tuesday, the first of a month
)


@pytest.mark.parametrize("moment", HOURS if EVERY else HOURS[turn() :: TURNS])
def test_the_company_is_shown_at_any_hour(tmp_path: Path, moment: datetime) -> None:
    app = share(create_app(Settings(tmp_path, f"sqlite:///{tmp_path / 'portal.db'}", testing=True)))
    app.config.update(CLOCK=lambda: moment, CALENDAR=Calendar(official_years=range(2004, 2029)), TESTING=True)
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        create_demonstration(PASSWORD, writers=2)
        papers = db.session.scalars(select(func.count()).select_from(Document)).one()
        waiting = db.session.scalars(select(func.count()).select_from(Task).filter_by(state="open")).one()
        db.engine.dispose()
    assert papers > 50
    assert waiting > 0
