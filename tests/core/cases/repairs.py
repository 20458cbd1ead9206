"""Repairs as people make them: opened, acted on, with papers in their file."""

import re

from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.documents.case_models import CaseEvent
from portal.core.documents.models import Document
from portal.extensions import db
from tests.conftest import signed_in
from tests.pages import Browser, Page

SAID = {"device": "空调", "fault": "不制冷"}


def opened(author: Browser, **said: str) -> str:
    """A repair, opened; returns the address of the case."""
    page = author.submit(author.get("/forms/f98-1/new"), button="act=send", **(SAID | said))
    assert page.status == 200 and page.address.endswith("/case"), page.faults()
    return page.address


def act(person: Browser, page: Page | str, button: str, words: str = "") -> Page:
    """Press a button of a case's page, as it is shown now or was shown."""
    page = person.get(page) if isinstance(page, str) else page
    place = page.address.partition("/entries")[0]
    return person.submit(page, action=f"{place}/entries", button=f"act={button}", words=words)


def press(person: Browser, case: str, button: str, seen: int) -> int:
    """Post an act that no page offered; returns the status."""
    token = person.get("/forms").all("input", name="csrf_token")[0].get("value", "")
    posted = [("csrf_token", token), ("seen", f"{seen}"), ("act", button), ("words", "强行")]
    return person.post(f"{case}/entries", posted).status


def begun(author: Browser, case: str) -> Page:
    """The sheet of a paper of the case, begun from the case's page."""
    (link,) = [a for a in author.get(case).all("a") if "f98-2" in a.get("href", "")]
    return author.get(link.get("href"))


def filed(author: Browser, case: str, done: str = "换了压缩机") -> Page:
    """A paper of the case, sent."""
    return author.submit(begun(author, case), button="act=send", done=done)


def decided(app: Flask, paper: Page, kind: str = "approve") -> None:
    """周敏 decides a paper."""
    document_id = int(re.search(r"/documents/(\d+)", paper.address)[1])
    with app.app_context():
        task = db.session.scalars(select(Task.id).filter_by(document_id=document_id, state="open")).one()
    zhou = signed_in(app, "1003")
    page = zhou.get(f"/tasks/{task}")
    answer = zhou.submit(page, action=f"/tasks/{task}/decision", button=f"kind={kind}", opinion="看过")
    assert answer.status == 200, answer.faults()


def id_of(case: str) -> int:
    return int(case.split("/")[2])


def stage_of(app: Flask, case: str) -> str | None:
    with app.app_context():
        return db.session.get_one(Document, id_of(case)).stage


def kinds(app: Flask, case: str) -> list[str]:
    """The entries of a case's file, in order."""
    query = select(CaseEvent).filter_by(case_id=id_of(case)).order_by(CaseEvent.position)
    with app.app_context():
        rows = list(db.session.scalars(query))
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return [f"{row.kind} {row.note or row.stage_to}".strip() for row in rows]
