"""Page: 查单据, every document that one may see, by words, form, status and month."""

from itertools import starmap

from flask import Blueprint, render_template, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import Length, ValidationError

from portal.core.approval.search import Question, found
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.lists import keyset_page
from portal.core.documents.models import STATUSES
from portal.core.facts import Month
from portal.core.folding import words
from portal.core.kinds.kind import Unreadable
from portal.core.kinds.moments import month_of
from portal.core.web.context import catalogue, today

blueprint = Blueprint("search", __name__)
MOST_WORDS, LONGEST = 8, 80
ALL = SelectChoice("", "全部")


class MonthField(StringField):
    """A month, or nothing; what was typed stays in `text`."""

    month: Month | None = None

    def pre_validate(self, _form: object) -> None:
        """Read the month; raises ValidationError."""
        try:
            self.month = month_of(self.data) if self.data and self.data.strip() else None
        except Unreadable as fault:
            raise ValidationError(str(fault)) from None


class SearchForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The filters, as they stand in the address."""

    q = StringField("找什么", [Length(max=LONGEST, message=f"最多 {LONGEST} 字")])
    form = SelectField("表单", default="")
    status = SelectField("状态", default="", choices=[ALL, *starmap(SelectChoice, STATUSES.items())])
    since = MonthField("从")
    until = MonthField("到")

    class Meta:
        """A question is read from the address, and changes nothing."""

        csrf = False

    def validate_q(self, field: StringField) -> None:
        """Few enough words."""
        if len(words(field.data or "")) > MOST_WORDS:
            raise ValidationError(f"最多 {MOST_WORDS} 个词")

    def validate_until(self, field: MonthField) -> None:
        """Not before the first month."""
        if field.month and self.since.month and field.month < self.since.month:
            raise ValidationError("不能早于开始月份")

    def question(self) -> Question:
        """The valid form as a question."""
        told = {name: getattr(self, name).data or "" for name in ("form", "status")}
        return Question(self.q.data or "", since=self.since.month, until=self.until.month, **told)

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, for the address of the next page."""
        return {field.name: field.data for field in self if field.data}


@blueprint.get("/documents")
@allow("work")
def index() -> str | tuple[str, int]:
    """The filters, and what answers them, newest first."""
    form = ready_form()
    if not form.validate():
        return render_template("core/desk/search.html", form=form, rows=[], more=None, today=today()), 422
    rows, more = keyset_page(*found(visitor().person_id, today(), form.question()))
    return render_template("core/desk/search.html", form=form, rows=rows, more=more, today=today())


def ready_form(given: MultiDict[str, str] | None = None) -> SearchForm:
    """The filters as they were given, by default as the address has them."""
    form = SearchForm(request.args if given is None else given)
    form.form.choices = [ALL, *(SelectChoice(t.code, t.title) for t in catalogue().types())]
    return form
