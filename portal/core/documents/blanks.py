"""Blanks on paper: numbers drawn when they are printed, and spoilt ones made void."""

from secrets import token_hex
from typing import NamedTuple

from sqlalchemy import select

from portal.core import blank_code
from portal.core.audit.chain import record
from portal.core.blank_code import BlankCode
from portal.core.document_type import DocumentType
from portal.core.documents.models import BlankIssue, Serial, Series
from portal.core.documents.numbers import draw, stream
from portal.core.instants import Moment
from portal.extensions import db, hold, insert_once

MOST_AT_ONCE = 50


class Order(NamedTuple):
    """How many blanks of a form somebody wants, and why; `key` is the page's, so that two clicks are one."""

    form: DocumentType
    copies: int
    reason: str
    key: str


class NotUnused(ValueError):
    """A serial that was to be made void was meanwhile used or void; nothing was changed."""


def issue_blanks(order: Order, person_id: int, company: str, moment: Moment) -> BlankIssue:
    """Draw the numbers of an order once; a second click finds what the first one made."""
    mine = {"person_id": person_id, "key": order.key}
    told = {"type": order.form.code, "company": company, "reason": order.reason, "at": moment.at}
    first = insert_once(BlankIssue, **mine, **told, secret=token_hex())
    issue = db.session.scalars(select(BlankIssue).filter_by(**mine)).one()
    if first:
        drawn = [drawn_for(issue, order.form, moment) for _ in range(order.copies)]
        record_issue(issue, drawn, moment)
    return issue


def drawn_for(issue: BlankIssue, form: DocumentType, moment: Moment) -> Serial:
    """The number of one blank."""
    serial = draw(form, moment.day)
    serial.state, serial.issue_id = "issued", issue.id
    return serial


def record_issue(issue: BlankIssue, drawn: list[Serial], moment: Moment) -> None:
    """Enter an issue into the audit chain of its series."""
    told = {"issue": issue.id, "first": drawn[0].number, "last": drawn[-1].number, "reason": issue.reason}
    record(stream(series_of(drawn[0])), "series:blanks_issued", issue.person_id, moment.at, **told)


def series_of(serial: Serial) -> Series:
    """The series of a serial, locked."""
    series = hold(Series, type=serial.type, name=serial.series)
    if series is None:
        raise LookupError(serial.series)
    return series


def void_blanks(issue: BlankIssue, numbers: list[str], reason: str, person_id: int, moment: Moment) -> None:
    """Make spoilt blanks of an issue void, all or none; raises NotUnused. They are never given again."""
    series = series_of(issue.serials[0])
    printed = {serial.number for serial in issue.serials}
    for number in numbers:
        serial = hold(Serial, type=issue.type, number=number) if number in printed else None
        if serial is None or serial.state != "issued":
            raise NotUnused(number)
        serial.state, serial.void_reason = "void", reason
    record(stream(series), "series:blanks_voided", person_id, moment.at, numbers=numbers, reason=reason)


def printed_blank(text: str) -> tuple[Serial, BlankCode] | None:
    """The serial and the page that a blank's code names, if it is a code that we printed."""
    page = blank_code.read(text)
    if page is None:
        return None
    code, given = page
    issue = db.session.get(BlankIssue, code.issue_id)
    if issue is None or blank_code.check(code, issue.secret) != given:
        return None
    return db.session.scalars(select(Serial).filter_by(issue_id=issue.id, serial=code.serial)).one(), code
