"""A company that all tests of a file look at and none changes: an app on a database of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask

from portal.app import create_app
from portal.config import Settings
from portal.core.calendar import Calendar
from portal.extensions import db
from tests.compiled import share
from tests.conftest import TestClock


@contextmanager
def to_look_at(database: Any, place: Path) -> Iterator[Flask]:
    """The company, to be filled before anybody looks."""
    settings = Settings(place, database.copy(place), testing=True)
    app = share(create_app(settings))
    app.config.update(CLOCK=TestClock(), CALENDAR=Calendar(official_years=range(2004, 2027)), TESTING=True)
    yield app
    with app.app_context():
        db.engine.dispose()
    database.drop(settings.database_url)
