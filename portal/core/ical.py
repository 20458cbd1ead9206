"""Dated duties as iCalendar text (RFC 5545), for the calendars of phones and mail programs."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple
from unicodedata import category

from icalendar import Calendar, Event

PRODUCT = "-//Guiju//portal//ZH"
Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


class DatedRow(NamedTuple):
    """Something due on a day or at an instant.

    `uid` stays the same for ever, `sequence` rises with each change; TENTATIVE is what rests on a provisional
    day, CANCELLED what was waived or voided and so leaves the calendars that have it.
    """

    uid: str
    when: date
    summary: str
    description: str = ""
    url: str = ""
    status: Status = "CONFIRMED"
    sequence: int = 0


def ical_text(rows: Iterable[DatedRow], name: str, stamp: datetime) -> str:
    """A calendar of the rows by its name, made at an instant; raises ValueError for one without a zone."""
    calendar = Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH")):
        calendar.add(key, value)
    calendar.add("x-wr-calname", visible(name))
    for row in rows:
        calendar.add_component(_event(row, stamp))
    written: bytes = calendar.to_ical()
    return written.decode()


def visible(text: str) -> str:
    """The text without control characters, which the format has no way to write; lines stay lines."""
    return "".join(each for each in text if each == "\n" or category(each) != "Cc")


def _event(row: DatedRow, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", visible(row.uid))
    event.add("dtstamp", _utc(stamp))
    event.add("sequence", row.sequence)
    for key, when in _times(row.when).items():
        event.add(key, when)
    for key, text in _words(row).items():
        event.add(key, text)
    event.add("status", row.status)
    event.add("transp", "TRANSPARENT")
    return event


def _times(when: date) -> dict[str, date]:
    """A moment without length, or a whole day until the next."""
    if isinstance(when, datetime):
        return {"dtstart": _utc(when)}
    return {"dtstart": when, "dtend": when + timedelta(days=1)}


def _words(row: DatedRow) -> dict[str, str]:
    """What is read of it, as far as there is something to read."""
    url = visible(row.url).replace("\n", "")
    words = {"summary": visible(row.summary), "description": visible(row.description), "url": url}
    return {key: text for key, text in words.items() if text}


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"the instant {at} has no zone")
    return at.astimezone(UTC)
