"""A portal whose regulations lie in two places: where they are, and a folder of a test's own."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

import portal.regulations
from portal.app import create_app
from portal.config import ROOT, Settings
from portal.core.calendar import Calendar
from portal.discovery import operations, part
from tests.compiled import share


@contextmanager
def portal_with(folder: Path, settings: Settings, clock: object) -> Iterator[Flask]:
    """The portal with the regulations of a folder beside its own."""
    portal.regulations.__path__.append(str(folder))
    try:
        app = share(create_app(settings))
        app.config.update(CLOCK=clock, CALENDAR=Calendar(official_years=range(2004, 2027)), TESTING=True)
        with left_as_declared(app):
            yield app
        with app.app_context():
            app.extensions["sqlalchemy"].engine.dispose()
    finally:
        portal.regulations.__path__.remove(str(folder))
        if ROOT not in folder.parents:
            forget(folder)


@contextmanager
def left_as_declared(app: Flask) -> Iterator[None]:
    """Whatever a test declares of a form anew is taken back: other tests have the same forms."""
    declared = [(form, dict(vars(form))) for form in app.extensions["catalogue"].types()]
    try:
        yield
    finally:
        for form, values in declared:
            vars(form).clear()
            vars(form).update(values)


def forget(folder: Path) -> None:
    """Another test's folder may have regulations of the same names; the toys are the same for all."""
    added = tuple(f"portal.regulations.{place.name}" for place in folder.iterdir() if place.is_dir())
    for name in [name for name in sys.modules if name.startswith(added)]:
        del sys.modules[name]
    part.cache_clear()
    operations.cache_clear()
