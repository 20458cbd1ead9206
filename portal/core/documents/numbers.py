"""Gap-free numbers: a serial is taken in the transaction that needs it, and lost with it."""

import unicodedata
from datetime import date

from sqlalchemy import exists, func, select, update

from portal.core.audit.chain import record
from portal.core.document_type import DocumentType
from portal.core.documents.models import Serial, Series
from portal.core.instants import Moment
from portal.extensions import db, hold, insert_once

MOST = 999_999


class SeriesBegun(ValueError):
    """The series has given a number already: its gap-free row cannot begin elsewhere any more."""


class NotOnPaper(ValueError):
    """No blank that can be entered bears this number; the message says why."""


def take(owner: str, series: str) -> int:
    """The next serial of a form's or register's series, counted from 1; others wait until this transaction
    ends."""
    mine = (Series.type == owner, Series.name == series)
    insert_once(Series, type=owner, name=series, next=1)
    db.session.execute(update(Series).where(*mine).values(next=Series.next + 1))
    serial = db.session.scalars(select(Series.next).where(*mine)).one() - 1
    db.session.add(Serial(type=owner, series=series, serial=serial, state="used"))
    db.session.flush()
    return serial


def draw(form: DocumentType, day: date) -> Serial:
    """The next number of a form's series of a day."""
    series = form.numbering.series(day)
    serial = take(form.code, series)
    drawn = db.session.get_one(Serial, (form.code, series, serial))
    drawn.number = form.numbering.number(day, serial)
    db.session.flush()
    return drawn


def use(form: DocumentType, typed: str) -> Serial:
    """The serial of a printed blank, for the document that is entered from it; raises NotOnPaper."""
    serial = hold(Serial, type=form.code, number=as_printed(typed)) if typed.isprintable() else None
    fault = fault_of(serial)
    if serial is None or fault:
        raise NotOnPaper(fault)
    serial.state = "used"
    return serial


def fault_of_paper(form: DocumentType, typed: str) -> str:
    """Why the number on a paper cannot be entered, as far as is known now; empty when it can."""
    mine = select(Serial).filter_by(type=form.code, number=as_printed(typed))
    return fault_of(db.session.scalar(mine) if typed.isprintable() else None)


def as_printed(typed: str) -> str:
    """A number as it is printed, however its letters and figures were typed."""
    return unicodedata.normalize("NFKC", typed).strip().upper()


def fault_of(serial: Serial | None) -> str:
    """Why a serial is not that of a blank which waits to be entered."""
    if serial is None or serial.issue_id is None:
        return "没有印过这个编号的空白单，请核对；没有用纸填的留空"
    return {"issued": "", "used": "这个编号的纸已经录入过"}.get(serial.state, f"已作废：{serial.void_reason}")


def bears(document_id: int, owner: str, series: str) -> bool:
    """Whether a document's number comes from a series."""
    mine = exists().where(Serial.type == owner, Serial.series == series, Serial.document_id == document_id)
    return bool(db.session.scalar(select(mine)))


def open_series(
    form: DocumentType, day: date, first: int, reason: str, person_id: int, moment: Moment
) -> None:
    """Let a form's series of a day begin where the paper left off; raises SeriesBegun once it has given a
    number."""
    name = form.numbering.series(day)
    insert_once(Series, type=form.code, name=name, next=1)
    row = hold(Series, type=form.code, name=name)
    if row is None or given(form, day):
        raise SeriesBegun(name)
    row.next = first
    told = {"type": form.code, "first": first, "reason": reason}
    record(stream(row), "series:opened", person_id, moment.at, **told)


def given(form: DocumentType, day: date) -> int:
    """How many numbers a form's series of a day has given."""
    mine = select(func.count()).select_from(Serial)
    return db.session.scalars(mine.filter_by(type=form.code, series=form.numbering.series(day))).one()


def stream(series: Series) -> str:
    """The series' stream in the audit chain."""
    return f"series:{series.type}:{series.name}"
