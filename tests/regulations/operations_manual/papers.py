"""Papers of R18, by the real operations; every function inside an app context."""

from typing import Any

from flask import current_app

from portal.core.approval.sending import send
from portal.core.attachments.operations import Chosen, attach
from portal.core.desk.moment import this_moment
from portal.core.facts import Facts
from portal.core.web.context import catalogue, now, today
from portal.demonstration.company import author_of
from portal.extensions import writing
from portal.regulations.operations_manual.facts import ManualPage
from tests.core.org.changes import unit
from tests.domain.complaints.acts import KEYS, decided
from tests.evidence import PNG
from tests.regulations.it_service.incidents import ADMIN


def sent(code: str, facts: Facts, number: str = ADMIN, file: str = "") -> int:
    """Send a paper from the unit that runs the systems, perhaps with a file; its id."""
    author, key = author_of(number)._replace(unit_id=unit("OPS").id), f"manual:{next(KEYS)}"
    with writing():
        if file:
            place = current_app.config["SETTINGS"].files
            attach(author.person_id, key, Chosen(file, PNG + file.encode()), 3, now(), place)
        return send(catalogue().type(code), facts, author, key, this_moment()).id


def page(**other: Any) -> ManualPage:
    """The cover of a document that is released for the first time."""
    told = {
        "day": today(), "title": "备份操作手册", "file_id": "YW-01", "version": "V1.0", "state": "发布",
        "secrecy": "内部公开",
    }  # fmt: skip
    return ManualPage(**told | other)


def revision(version: str, **other: Any) -> ManualPage:
    """The cover of a newer version."""
    return page(version=version, **{"state": "修订", "change": "补充恢复演练"} | other)


def released(said: ManualPage, number: str = ADMIN) -> int:
    """A document that was reviewed; the id of its page."""
    document_id = sent("F18-1", said, number, f"{said.file_id} {said.version}.png")
    decided(document_id, {})
    return document_id
