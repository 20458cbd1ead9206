"""A company with files, a sealed day and a destroyed paper; empty places in which it is restored."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask

from portal.app import create_app
from portal.backup.making import make
from portal.backup.manifest import Manifest
from portal.backup.restoring import restore
from portal.config import Settings
from portal.core.attachments.models import Attachment
from portal.core.desk.moment import this_moment
from portal.core.files.store import put
from portal.core.retention.files import delete_doomed_files
from portal.core.retention.listing import take_off
from portal.core.web.context import now, settings
from portal.extensions import db, writing
from portal.soundness import faults
from tests.compiled import share
from tests.conftest import TestClock
from tests.core.printing.papers import archived
from tests.core.proof.falsify import seal
from tests.core.retention import keeping
from tests.evidence import PNG
from tests.plans import DECEMBER, plan

PASSPHRASE = b"correct horse battery staple"


def silent(_words: str) -> None:
    """Say nothing."""


def filled(app: Flask, clock: TestClock) -> None:
    """A plan with its archive PDF and a file beside it, and another one that a list destroyed."""
    kept = archived(app, 3)
    for document_id in (kept, plan(app, "approve", DECEMBER.before())):
        with_file(app, document_id)
    seal(app)
    keeping.after_thirty_years(clock)
    with app.app_context():
        row = keeping.listed(form="F01-1")
        with writing():
            take_off(row, kept, keeping.person(keeping.ADMINISTRATOR), this_moment())
        keeping.signed(row, keeping.HEAD, keeping.AUDITOR)
        delete_doomed_files()


def with_file(app: Flask, document_id: int) -> str:
    """A paper with a file beside it that no other has; its digest."""
    content = PNG + f"{document_id}".encode()
    with app.app_context(), writing() as session:
        file = {"name": "发票.png", "media": "image/png", "size": len(content), "at": now()}
        digest = put(settings().files, content)
        session.add(Attachment(person_id=1, place="beside", document_id=document_id, digest=digest, **file))
    return digest


def backed_up(app: Flask, place: Path) -> Manifest:
    with app.app_context():
        manifest = make(place, PASSPHRASE, silent)
        db.session.remove()
        db.engine.dispose()
    return manifest


def restored(app: Flask, place: Path) -> Manifest:
    with app.app_context():
        return restore(place, PASSPHRASE, silent)


@contextmanager
def empty_place(database: Any, folder: Path) -> Iterator[Flask]:
    """An app on an empty database of an engine and an empty folder."""
    folder.mkdir()
    url = database.empty(folder)
    app = share(create_app(Settings(folder, url, testing=True)))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    database.drop(url)


def wrong(app: Flask) -> list[str]:
    """What `portal verify` finds."""
    with app.app_context():
        found = [str(fault) for fault in faults() if not fault.harmless]
        db.session.remove()
    return found


def stored(app: Flask) -> dict[str, bytes]:
    """The files of the store, by name."""
    folder = app.config["SETTINGS"].files
    return {place.name: place.read_bytes() for place in folder.glob("??/*")}
