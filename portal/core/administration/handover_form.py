"""The form of a hand-over: what is given up stands in the address, the rest is filled in."""

from collections.abc import Iterable
from datetime import date

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older

from portal.core.administration.forms import Act, day, words
from portal.core.administration.handing import Wanted
from portal.core.desk.colleagues import one_meant
from portal.core.handovers.models import LONGEST_REASON, SCOPES


class ScopeForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What is given up, as it stands in the address: everything, or some posts."""

    scope = RadioField(
        "交接原因", choices=[SelectChoice(*each) for each in SCOPES.items()], default="leaving"
    )
    posts = SelectMultipleField("放弃的岗位", coerce=int, validate_choice=False)

    class Meta:
        """A question changes nothing."""

        csrf = False

    def holdings(self, offered: Iterable[int]) -> tuple[int, ...] | None:
        """The holdings that are given up; none: all of them."""
        if self.scope.data != "moving":
            return None
        return tuple(number for number in offered if number in (self.posts.data or ()))


class HandoverForm(Act):
    """To whom, from which day, which posts go with it, and why."""

    successor = words("接收人（姓名或工号）", 60)
    day = day("从哪天起不再由本人负责")
    taken = SelectMultipleField("接收人接任的岗位", coerce=int, validate_choice=False)
    reason = words("说明", LONGEST_REASON)
    key = HiddenField()

    def wanted(self, person_id: int, holdings: tuple[int, ...] | None) -> Wanted | None:
        """What was asked for; None with every fault at its field."""
        valid = self.validate()
        successor_id = one_meant(self.successor)
        chosen: date | None = self.day.data
        if not valid or not successor_id or chosen is None:
            return None
        taken = tuple(self.taken.data or ())
        told = {"reason": self.reason.data or "", "key": (self.key.data or "")[:60]}
        return Wanted(person_id, successor_id, chosen, holdings, taken, **told)

    @property
    def wrong(self) -> list[StringField]:
        """The fields with a fault, in the order of the page."""
        return [field for field in self if field.errors]
