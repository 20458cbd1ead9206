"""Batches of papers, asked for on the pages of lists and made by the worker's round."""

import io
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pikepdf
from flask import Flask
from sqlalchemy import select

from portal.core.batch_printing.models import PrintBatch, PrintBatchItem
from portal.core.batch_printing.operations import Asked, ask
from portal.core.batch_printing.worker import make_what_is_wanted
from portal.core.documents.models import Document
from portal.core.web.context import now
from portal.extensions import db, writing
from tests.pages import Browser, Page


def press(someone: Browser, place: str = "/mine", kind: str = "pdf") -> Page:
    """What somebody gets for printing a list as a whole."""
    return someone.submit(someone.get(place), action="/print-batches", button=f"kind={kind}")


def work(app: Flask) -> None:
    """The worker's round."""
    with app.app_context():
        make_what_is_wanted()


def asked(app: Flask, documents: list[int], person_id: int, kind: str = "pdf") -> int:
    """A batch of some documents for a person; its id."""
    with app.app_context(), writing():
        return ask(Asked(person_id, kind, "一批", documents), now())


def batch(app: Flask, batch_id: int = 1) -> PrintBatch:
    """A batch as it is stored now."""
    with app.app_context():
        return db.session.get_one(PrintBatch, batch_id)


def states(app: Flask, batch_id: int = 1) -> list[str]:
    """What became of each document of a batch, in order."""
    query = select(PrintBatchItem.state).filter_by(batch_id=batch_id).order_by(PrintBatchItem.position)
    with app.app_context():
        return list(db.session.scalars(query))


def file_of(someone: Browser, page: Page) -> bytes:
    """The file of a batch, as whoever asked for it gets it."""
    return someone.get(f"{page.address}/file").response.data


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    """The bookmarks of a PDF, each with the number of its page."""
    with pikepdf.open(io.BytesIO(pdf)) as whole, whole.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(whole.pages, 1)}
        return [(str(item.title), pages[item.destination[0].objgen]) for item in outline.root]


def names(content: bytes) -> list[str]:
    """The names of the files in a ZIP, which is whole."""
    with ZipFile(io.BytesIO(content)) as whole:
        assert whole.testzip() is None
        return whole.namelist()


def kept(app: Flask) -> list[Path]:
    """The files of batches that lie on the disk."""
    folder = app.config["SETTINGS"].files
    return [place for place in (folder / "batches").rglob("*") if place.is_file()]


def left_behind(app: Flask) -> list[Path]:
    """What is left of the work on batches."""
    return list((app.config["SETTINGS"].files / "binding").glob("*"))


def number_of(app: Flask, document_id: int) -> str:
    with app.app_context():
        return db.session.get_one(Document, document_id).number


def age(app: Flask, at: datetime) -> None:
    """Let every batch have been made at a moment."""
    with app.app_context(), writing():
        for row in db.session.scalars(select(PrintBatch)):
            row.made_at = at
