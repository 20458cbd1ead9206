"""A portal whose regulations lie in two places: where they are, and a folder of a test's own."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

import portal.regulations
from portal.app import create_app
from portal.config import Settings
from portal.core.calendar import Calendar
from tests.compiled import share


@contextmanager
def portal_with(folder: Path, settings: Settings, clock: object) -> Iterator[Flask]:
    """The portal with the regulations of a folder beside its own."""
    portal.regulations.__path__.append(str(folder))
    try:
        app = share(create_app(settings))
        app.config.update(CLOCK=clock, CALENDAR=Calendar(official_years=range(2004, 2027)), TESTING=True)
        yield app
        with app.app_context():
            app.extensions["sqlalchemy"].engine.dispose()
    finally:
        portal.regulations.__path__.remove(str(folder))
        added = tuple(f"portal.regulations.{place.name}" for place in folder.iterdir() if place.is_dir())
        for name in [name for name in sys.modules if name.startswith(added)]:
            del sys.modules[name]
