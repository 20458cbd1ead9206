"""Dated duties as iCalendar text: read back by a parser, and looked at octet by octet."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from portal.core.ical import DatedRow, ical_text, visible

STAMP = datetime(2026, 11, 20, 6, tzinfo=UTC)
PLAN = DatedRow(
    "duty-7@guiju", date(2026, 11, 30), "月度巡访计划表", "§1(2)：下月计划", "https://oa.example/f01-1"
)
MEETING = PLAN._replace(uid="duty-8@guiju", when=datetime(2026, 11, 23, 2, tzinfo=UTC), summary="部门周会")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)


def test_a_day_lasts_until_the_next_and_an_instant_is_written_in_utc() -> None:
    day, moment = _events(PLAN, MEETING)
    assert (day.decoded("dtstart"), day.decoded("dtend")) == (date(2026, 11, 30), date(2026, 12, 1))
    assert moment.decoded("dtstart") == datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert "dtend" not in moment
    lines = _lines(PLAN, MEETING)
    assert {"DTSTART;VALUE=DATE:20261130", "DTSTART:20261123T020000Z", "DTSTAMP:20261120T060000Z"} <= set(
        lines
    )


def test_an_instant_of_another_zone_is_the_same_instant() -> None:
    shanghai = (
        MEETING.when.astimezone(ZoneInfo("Asia/Shanghai")) if isinstance(MEETING.when, datetime) else None
    )
    assert shanghai
    assert "DTSTART:20261123T020000Z" in _lines(MEETING._replace(when=shanghai))


@pytest.mark.parametrize(
    ("when", "stamp"), [(STAMP.replace(tzinfo=None), STAMP), (STAMP, STAMP.replace(tzinfo=None))]
)
def test_an_instant_without_a_zone_is_refused(when: datetime, stamp: datetime) -> None:
    with pytest.raises(ValueError, match="no zone"):
        ical_text([PLAN._replace(when=when)], "规矩", stamp)


def test_the_calendar_says_who_made_it_and_what_it_is_called() -> None:
    lines = _lines()
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"VERSION:2.0", "PRODID:-//Guiju//portal//ZH", "METHOD:PUBLISH", "X-WR-CALNAME:规矩"} <= set(lines)
    assert lines[-1] == "END:VCALENDAR"


def test_what_was_waived_is_cancelled_under_the_same_uid_with_a_higher_sequence() -> None:
    before, after = _events(PLAN, PLAN._replace(status="CANCELLED", sequence=1))
    assert before["uid"] == after["uid"] == "duty-7@guiju"
    assert [(str(each["status"]), each.decoded("sequence")) for each in (before, after)] == [
        ("CONFIRMED", 0),
        ("CANCELLED", 1),
    ]
    assert str(before["transp"]) == "TRANSPARENT"


def test_what_is_empty_is_left_out() -> None:
    (event,) = _events(PLAN._replace(description="", url=""))
    assert "description" not in event
    assert "url" not in event


def test_marks_of_the_format_are_escaped_in_text_and_lines_stay_lines() -> None:
    assert "SUMMARY:甲\\,乙\\;丙\\\\丁\\n戊" in _lines(PLAN._replace(summary="甲,乙;丙\\丁\n戊"))


@pytest.mark.parametrize("cell", ["uid", "summary", "description", "url"])
def test_no_text_can_add_a_line_of_its_own(cell: str) -> None:
    hostile = PLAN._replace(**{cell: "x\r\nBEGIN:VALARM\r\nEND:VALARM\r\n\x00\x07"})
    (event,) = _events(hostile)
    assert event.subcomponents == []
    assert not any(line.startswith(("BEGIN:VALARM", "END:VALARM")) for line in _lines(hostile))


@given(summary=TEXTS, description=TEXTS)
def test_any_text_comes_back_and_no_line_passes_75_octets(summary: str, description: str) -> None:
    row = PLAN._replace(summary=summary, description=description)
    (event,) = _events(row)
    assert str(event.get("summary", "")) == visible(summary)
    assert str(event.get("description", "")) == visible(description)
    octets = ical_text([row], "规矩", STAMP).encode()
    assert octets.endswith(b"\r\n")
    assert octets.count(b"\n") == octets.count(b"\r") == octets.count(b"\r\n")
    for line in octets.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # raises where a character is cut


@given(rows=st.lists(st.builds(PLAN._replace, when=st.dates(date(2000, 1, 1), date(2100, 1, 1))), max_size=5))
def test_every_row_is_one_event_in_its_order(rows: list[DatedRow]) -> None:
    assert [event.decoded("dtstart") for event in _events(*rows)] == [row.when for row in rows]
    assert all(
        event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1) for event in _events(*rows)
    )


def _events(*rows: DatedRow) -> list[Event]:
    parsed = Calendar.from_ical(ical_text(rows, "规矩", STAMP))
    return [each for each in parsed.walk("VEVENT") if isinstance(each, Event)]


def _lines(*rows: DatedRow) -> list[str]:
    """The lines as they are before folding."""
    return ical_text(rows, "规矩", STAMP).replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
