"""Papers whose time is over, and lists of them, made by the real operations."""

from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from portal.core.attachments.models import Attachment
from portal.core.comments.operations import comment_on
from portal.core.desk.moment import this_moment
from portal.core.files.store import put
from portal.core.org.models import Person
from portal.core.printing.worker import print_document
from portal.core.retention.listing import Wanted, prepare
from portal.core.retention.queries import Until
from portal.core.retention.signing import Signer, sign
from portal.core.web.context import catalogue, now, settings, today, zone
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.evidence import PNG
from tests.regulations.relationship_expense.settling import drawn_advance, paid, settled

NEW_YEAR_2057 = datetime(2056, 12, 31, 16, 0, tzinfo=UTC)  # midnight in Shanghai
ADMINISTRATOR, HEAD, AUDITOR = "1009", "1013", "1007"
KEYS: Iterator[int] = iter(range(10**9))


def advance(app: Flask, fen: int = 1_000, settles: bool = True) -> int:
    """An approved and settled slip (F07-4) with its archive PDF, a file beside it and a comment; its id."""
    drawn = drawn_advance(app, fen)
    paper = drawn.id
    with app.app_context():
        if settles:
            settled(drawn, paid(fen))
        with writing():
            comment_on(paper, person("1010"), "发票在附件里", (), this_moment())
            digest = put(settings().files, PNG)
            file = {"name": "发票.png", "media": "image/png", "size": len(PNG), "digest": digest, "at": now()}
            db.session.add(Attachment(person_id=1, place="beside", document_id=paper, **file))
        print_document(paper)
    return paper


def person(number: str) -> int:
    return db.session.scalars(select(Person.id).filter_by(number=number)).one()


def listed(number: str = ADMINISTRATOR, form: str = "F07-4", year: int = 2026) -> int:
    """A list of what is due of a form; its id. Inside an app context."""
    wanted = Wanted([catalogue().type(form)], Until(year, today(), zone()), "已过保管期限", f"{next(KEYS)}")
    with writing():
        return prepare(wanted, person(number), this_moment()).id


def signer(number: str, heads: bool | None = None, proven: bool = True) -> Signer:
    return Signer(person(number), "岗位", number == HEAD if heads is None else heads, proven)


def signed(list_id: int, *numbers: str) -> None:
    """So many sign, one after the other. Inside an app context."""
    for number in numbers:
        who = signer(number)
        with writing():
            sign(list_id, who, "同意销毁", this_moment())


def after_thirty_years(clock: TestClock) -> None:
    clock.moment = NEW_YEAR_2057
