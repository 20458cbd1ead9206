"""The forms of a single day and of hours from a day on."""

import re
from collections.abc import Iterator
from datetime import date, time
from unicodedata import normalize

from wtforms import StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older

from portal.core.calendar import DayKind, Entered, Half, Span
from portal.core.calendar.spans import Spans, span_faults
from portal.core.desk.calendar_forms import CalendarForm, at_most, day_of, one_of, printable, reason, stripped
from portal.core.kinds import Unreadable
from portal.core.timetable.said import Said, Worked

LONGEST_CYCLE, LONGEST_SPANS, FARTHEST = 60, 2000, 400
SPAN = re.compile(r"(\d{1,2}):(\d\d)\s*[-–—~至到]\s*(\d{1,2}):(\d\d)")
BETWEEN = re.compile(r"[\s,、;]*")
FREE = "休"
COMPANY = {"": "全公司"}
KINDS = {
    "rest": ("休息", Entered(DayKind.REST_DAY)),
    "work": ("上班", Entered(DayKind.MAKE_UP_WORKDAY)),
    "morning": ("只上午上班", Entered(DayKind.HALF_DAY, half=Half.MORNING)),
    "afternoon": ("只下午上班", Entered(DayKind.HALF_DAY, half=Half.AFTERNOON)),
    "usual": ("取消以前录入的安排", None),
}
WAYS = {
    "office": "每个工作日一样",
    "roster": "轮班，节假日跟公司",
    "through": "轮班，节假日照排",
    "above": "跟上级部门一样",
}


class OfUnit(CalendarForm):
    """A form about the company or one of its units."""

    unit = one_of("适用", COMPANY)

    def offer(self, units: dict[int, str]) -> None:
        """Offer these units."""
        self.unit.choices = [*self.unit.choices, *(SelectChoice(str(n), name) for n, name in units.items())]

    @property
    def unit_id(self) -> int | None:
        """The chosen unit, None for the company."""
        return int(self.unit.data) if self.unit.data else None


class DayForm(OfUnit):
    """A single day that is not as the notice has it."""

    day = StringField("日期", filters=[stripped])
    kind = one_of("这一天", {name: words for name, (words, _) in KINDS.items()})
    name = reason("事由")

    def said(self, today: date) -> Said | None:
        """What was entered; None with every fault at its field."""
        self.validate()
        day = self.read(self.day, day_of)
        if day and abs((day - today).days) > FARTHEST:
            self.day.errors = [f"离今天超过 {FARTHEST} 天，请核对"]
        if self.wrong:
            return None
        entered = KINDS[self.kind.data][1]
        return Said("day", day, entered and entered._replace(name=self.name.data), self.unit_id)


class HoursForm(OfUnit):
    """Office hours or a roster, from a day on."""

    unit = one_of("适用", COMPANY, id="hours-unit")  # the page has both forms
    since = StringField("从哪天起", filters=[stripped])
    way = one_of("怎么排", WAYS)
    spans = TextAreaField("上班时间", [at_most(LONGEST_SPANS), printable], filters=[stripped])
    why = reason("原因")

    def said(self) -> Said | None:
        """What was entered; None with every fault at its field."""
        self.validate()
        since = self.read(self.since, day_of)
        if not self.unit.data and self.way.data != "office":
            self.way.errors = ["轮班和“跟上级部门一样”只能用于部门"]
        cycle = () if self.way.data == "above" else self.read(self.spans, self.cycle)
        if self.wrong:
            return None
        worked = Worked(cycle, self.way.data in ("roster", "through"), self.way.data == "through")
        return Said("hours", since, worked, self.unit_id)

    def cycle(self, text: str) -> tuple[Spans, ...]:
        """The days of the cycle, one a line; raises Unreadable."""
        cycle = tuple(spans_of(line) for line in text.splitlines() if line.strip())
        if self.way.data == "office" and len(cycle) != 1:
            raise Unreadable("请写一行，例如 08:30-12:00 13:00-17:30")
        if not any(cycle) or len(cycle) > LONGEST_CYCLE:
            raise Unreadable(f"每行一天，最多 {LONGEST_CYCLE} 天，至少要有一天上班")
        return cycle


def spans_of(line: str) -> Spans:
    """The spans of a day, none for 休; raises Unreadable."""
    text = normalize("NFKC", line).strip()
    if text == FREE:
        return ()
    if not BETWEEN.fullmatch(SPAN.sub("", text)):
        raise Unreadable(f"看不懂“{line.strip()[:40]}”，请写成 08:30-12:00 13:00-17:30，休息写“休”")
    spans = tuple(spans_in(text))
    for fault in span_faults(spans):
        raise Unreadable(f"{line.strip()[:40]}：{fault}")
    return spans


def spans_in(text: str) -> Iterator[Span]:
    """The spans of a text; raises Unreadable."""
    for found in SPAN.finditer(text):
        hour, minute, last_hour, last_minute = map(int, found.groups())
        try:
            yield Span(time(hour, minute), time(last_hour, last_minute))
        except ValueError:
            raise Unreadable(f"没有 {found[0]} 这样的时间，从 00:00 到 23:59") from None
