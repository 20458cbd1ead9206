"""The form of a delegation: to whom, from when until when, which forms, and why."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec
from wtforms import SelectMultipleField, StringField
from wtforms.validators import DataRequired

from portal.core.delegations.models import LONGEST_REASON
from portal.core.delegations.rules import EVERY_FORM, Refused, Wanted
from portal.core.desk.calendar_forms import CalendarForm, Picked, at_most, day_of, printable, stripped
from portal.core.desk.colleagues import one_meant
from portal.core.document_type import DocumentType
from portal.core.facts import Cell, Column
from portal.core.kinds import read
from portal.core.kinds.moments import DATE, TIME_KIND
from portal.core.web.context import today, zone

TIME = Column("time", time, Cell("时间", ""), msgspec.Meta(), True)
ALL, SOME = "all", "some"


class DelegationForm(CalendarForm):
    """A delegation; without a time a day begins at 00:00, and today at once."""

    offered: Mapping[str, str] = {}

    delegate = StringField(
        "委托给谁（姓名或工号）", [DataRequired("请填受托人"), at_most(60), printable], filters=[stripped]
    )
    since_day = Picked("从哪天起", DATE)
    since_time = Picked("几点（可以不填）", TIME_KIND)
    until_day = Picked("到哪天止（不含，这一天起由本人办理）", DATE)
    until_time = Picked("几点（不填就是 00:00）", TIME_KIND)
    scope = StringField("哪些表单", default=ALL)
    forms = SelectMultipleField("表单", validate_choice=False)
    reason = StringField(
        "委托原因",
        [DataRequired("请写明原因"), at_most(LONGEST_REASON), printable],
        filters=[stripped],
    )

    def offer(self, forms: list[DocumentType]) -> None:
        """Offer these forms, beside all."""
        self.offered = {form.code: f"{form.title}（{form.code}）" for form in forms}

    def wanted(self, person_id: int) -> Wanted | None:
        """What was asked for; None with every fault at its field."""
        self.validate()
        delegate_id = one_meant(self.delegate)
        since, until = self.beginning(), self.moment(self.until_day, self.until_time)
        chosen = self.chosen()
        if self.wrong:
            return None
        return Wanted(person_id, delegate_id, since, until, chosen, self.reason.data or "")

    def beginning(self) -> datetime | None:
        """When it begins; None: at once."""
        day = self.read(self.since_day, day_of)
        hour = self.read(self.since_time, time_of)
        at_once = hour is None and day == today()
        return None if at_once or self.wrong else instant(day, hour)

    def moment(self, day_field: Picked, time_field: Picked) -> Any:
        """The moment that two fields mean; None, with the fault at its field, when they cannot be read."""
        day, hour = self.read(day_field, day_of), self.read(time_field, time_of)
        return None if self.wrong else instant(day, hour)

    def chosen(self) -> tuple[str, ...]:
        """The forms of the scope, none for all; a fault where it is not clear which."""
        ticked = set(self.forms.data or ())
        if self.scope.data not in (ALL, SOME) or not ticked <= self.offered.keys():
            self.forms.errors = ["请从列出的表单中选择"]
        elif self.scope.data == ALL and ticked:
            self.forms.errors = ["选了全部表单，又勾选了其中几种，请只留一样"]
        elif self.scope.data == SOME and not ticked:
            self.forms.errors = ["请勾选要委托的表单"]
        wanted = tuple(code for code in self.offered if code in ticked)
        return EVERY_FORM if self.scope.data == ALL else wanted

    def refuse(self, refused: Refused) -> None:
        """Put a refusal at its field."""
        self[refused.field].errors = [refused.why]


def time_of(text: str) -> time | None:
    """A time of day, None for nothing; raises Unreadable."""
    found: time | None = read(TIME, text)
    return found


def instant(day: date, hour: time | None) -> datetime:
    """A moment of the company's day, from 00:00 where no time is said."""
    return datetime.combine(day, hour or time(), zone()).astimezone(UTC)
