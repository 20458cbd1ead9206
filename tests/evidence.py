"""Market reports with a file beside them, made as people make them."""

import io

from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.attachments.models import Attachment
from portal.extensions import db
from tests.conftest import signed_in
from tests.pages import Browser, Page

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0" + bytes(40)
REPORT = {"place": "建材城", "source": "本人观察", "diversion": "否", "trend": "核对下月订货与库存"}


def begun(author: Browser) -> Page:
    """A fresh market report."""
    return author.get("/forms/f01-3/new")


def attach(author: Browser, page: Page, content: bytes, name: str = "现场.png", **typed: str) -> Page:
    """Press 附上: everything typed goes along with the file."""
    fields = dict(page.fields("/forms")) | typed | {"act": "attach", "file": (io.BytesIO(content), name)}
    fields = {cell: value for cell, value in fields.items() if value or cell == "file"}
    return author.post(f"{page.address}/attachments", fields, content_type="multipart/form-data")


def sent(author: Browser, content: bytes = PNG) -> Page:
    """A report with one file, sent."""
    page = attach(author, begun(author), content)
    return author.submit(page, button="act=send", **REPORT)


def attachment_of(app: Flask) -> int:
    """A file of a report that 陈立 sent."""
    sent(signed_in(app, "1001"))
    with app.app_context():
        return db.session.scalars(select(Attachment.id)).one()


def returned_report(app: Flask) -> int:
    """陈立's task to revise a report that came back."""
    page = sent(signed_in(app, "1001"), JPEG)
    zhou = signed_in(app, "1003")
    with app.app_context():
        task = select(Task.id).filter_by(document_id=int(page.address.rpartition("/")[2]), state="open")
        number = db.session.scalars(task).one()
    zhou.submit(zhou.get(f"/tasks/{number}"), action="/tasks/", button="kind=return", opinion="补照片")
    with app.app_context():
        return db.session.scalars(select(Task.id).order_by(Task.id.desc()).limit(1)).one()
