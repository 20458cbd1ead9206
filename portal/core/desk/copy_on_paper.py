"""The form of a copy on paper: an original or not, who keeps it, what for, and when it is to come back."""

from datetime import date, timedelta

from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older

from portal.core.calendar import OutOfCalendar, working_days_after
from portal.core.desk.calendar_forms import CalendarForm, Picked, day_of
from portal.core.desk.words import Needed
from portal.core.kinds import typed
from portal.core.kinds.moments import DATE
from portal.core.printing.models import LONGEST_KEEPER, LONGEST_REASON
from portal.core.scans.out import DAYS
from portal.core.web.context import calendar, today

KINDS = [SelectChoice("original", "原件"), SelectChoice("copy", "复印件")]
LATEST = timedelta(days=366)


class CopyOnPaperForm(CalendarForm):
    """A copy that somebody asks for; once it is valid, `wanted_back` is the day by which it is to be back.

    An original that a regulation leaves with the department of whoever prints it (`at_home`) is there
    already: it needs no day.
    """

    kind = RadioField("哪一种", choices=KINDS, default="copy", validate_choice=True)
    keeper = Needed("由谁保存（如 财务部）", LONGEST_KEEPER)
    words = Needed("用途", LONGEST_REASON)
    back_by = Picked("原件签好字最迟哪天收回（复印件不用填）", DATE)
    key = HiddenField()
    wanted_back: date | None = None
    at_home = ""

    def begin(self) -> None:
        """What a fresh form says: ten working days, where the calendar reaches so far, and no day at home."""
        if self.at_home:
            return
        try:
            self.back_by.data = typed(working_days_after(calendar(), today(), DAYS).day)
        except OutOfCalendar:
            self.back_by.data = ""

    def keep_by(self, kept_by: tuple[str, str]) -> None:
        """Where nobody says who keeps it, the regulation does: an original, a copy."""
        if not (self.keeper.data or "").strip():
            self.keeper.data = kept_by[self.kind.data != "original"]

    def is_wanted(self) -> bool:
        """Whether it can be handed out; every fault stands at its field."""
        good = self.validate()
        if self.kind.data == "original" and not self.stays:
            day = self.read(self.back_by, day_of)
            if day and not today() <= day <= today() + LATEST:
                self.back_by.errors = ["请填今天到一年以内的日期"]
            self.wanted_back = day
        return good and not self.back_by.errors

    @property
    def stays(self) -> bool:
        """Whether it is kept where it is printed, and no day was said."""
        return bool(self.at_home) and self.keeper.data == self.at_home and not self.back_by.data
