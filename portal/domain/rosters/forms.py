"""A shift as somebody posts it: who, on which days, from when until when."""

from datetime import date, time
from typing import Any

from wtforms import StringField
from wtforms.validators import DataRequired

from portal.core.desk.calendar_forms import CalendarForm, Picked, at_most, day_of, printable, stripped
from portal.core.desk.colleagues import one_meant
from portal.core.desk.delegation_form import time_of
from portal.core.kinds import Unreadable
from portal.core.kinds.moments import DATE, TIME_KIND
from portal.domain.rosters.operations import Refused, Wanted

ASKED = "请填几点"


class ShiftForm(CalendarForm):
    """A shift, each day the same hours; without a last day, or `alone`, on one day."""

    alone = False

    person = StringField(
        "谁（姓名或工号）", [DataRequired("请填谁值班"), at_most(60), printable], filters=[stripped]
    )
    first = Picked("从哪天起", DATE)
    last = Picked("到哪天止（只排一天可以不填）", DATE)
    begins = Picked("每天几点起", TIME_KIND)
    ends = Picked("几点止（不晚于起时就是次日）", TIME_KIND)

    def wanted(self) -> Wanted | None:
        """What was asked for; None with every fault at its field."""
        self.validate()
        person_id = one_meant(self.person)
        first = self.read(self.first, day_of)
        last = self.read(self.last, day_of) if self.last.data and not self.alone else first
        begins, ends = self.read(self.begins, hour_of), self.read(self.ends, hour_of)
        return None if self.wrong else Wanted(person_id, first, last, begins, ends)

    def refuse(self, refused: Refused) -> None:
        """Put a refusal at its field."""
        self[refused.field].errors = [refused.why]


class OneShiftForm(ShiftForm):
    """The same of a single shift that is there."""

    alone = True


def hour_of(text: str) -> time:
    """A time of day; raises Unreadable, also of nothing."""
    found = time_of(text)
    if found is None:
        raise Unreadable(ASKED)
    return found


def as_typed(person: str, first: date, begins: time, ends: time) -> dict[str, Any]:
    """A shift as somebody would have typed it."""
    return {
        "person": person, "first": first.isoformat(), "begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}",
    }  # fmt: skip
