"""Pages: the board of a form's cases by stage, the list of those that answer a filter, and its Excel."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import Length, ValidationError

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.case import CLOSED, CLOSED_LABEL, Case
from portal.core.cases.queries import cases, counts, last_entries, newest
from portal.core.clocks.queries import of_documents
from portal.core.desk.case_file import what
from portal.core.desk.clock_words import Ticking, by_document
from portal.core.desk.lists import keyset_page
from portal.core.desk.search import ALL, LONGEST, MOST_WORDS
from portal.core.desk.sheets import form_of
from portal.core.desk.workbooks import MOST_LISTED, as_file
from portal.core.document_type import DocumentType
from portal.core.documents.case_models import CaseEvent
from portal.core.documents.models import Document
from portal.core.folding import words
from portal.core.instants import local_text
from portal.core.spreadsheets.writing import table_workbook
from portal.core.web.context import today, zone
from portal.extensions import db

blueprint = Blueprint("case_boards", __name__)
HEADINGS = ("编号", "标题", "摘要", "发起人", "立案", "阶段", "最近办理", "事项", "说明")


class BoardForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The filters, as they stand in the address."""

    q = StringField("找什么", [Length(max=LONGEST, message=f"最多 {LONGEST} 字")])
    stage = SelectField("阶段", default="")

    class Meta:
        """A question changes nothing."""

        csrf = False

    def validate_q(self, field: StringField) -> None:
        """Few enough words."""
        if len(words(field.data or "")) > MOST_WORDS:
            raise ValidationError(f"最多 {MOST_WORDS} 个词")

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, for other addresses with the same question."""
        return {field.name: field.data for field in self if field.data}


@blueprint.get("/cases/<code>")
@allow("work")
def show(code: str) -> str | tuple[str, int]:
    """The board; with a filter, or when leafing, a list."""
    form, case = case_form(code)
    filters = ready_form(case)
    told: dict[str, Any] = {"form": form, "case": case, "filters": filters, "closed": CLOSED}
    if not filters.validate():
        return render_template("core/desk/case_board.html", **told, numbers={}, board={}), 422
    if filters.asked or "before" in request.args:
        query = cases(form, visitor().person_id, today(), filters.q.data or "", filters.stage.data or "")
        rows, more = keyset_page(query, Document.id)
        return render_template("core/desk/case_list.html", **told, rows=rows, more=more, clocks=clocks(rows))
    numbers, board = counts(form, visitor().person_id, today()), newest(form, visitor().person_id, today())
    told["clocks"] = clocks([row for rows in board.values() for row in rows])
    return render_template("core/desk/case_board.html", **told, numbers=numbers, board=board)


def clocks(rows: list[Document]) -> dict[int, list[Ticking]]:
    """What runs on some cases: one question."""
    return by_document(of_documents(row.id for row in rows))


@blueprint.get("/cases/<code>/xlsx")
@allow("work")
def xlsx(code: str) -> Response:
    """The cases that answer the filters, at most so many, as a workbook of texts."""
    form, case = case_form(code)
    filters = ready_form(case)
    if not filters.validate():
        question = request.query_string.decode("ascii", "replace")
        return redirect(f"{url_for('case_boards.show', code=form.slug)}?{question}")
    query = cases(form, visitor().person_id, today(), filters.q.data or "", filters.stage.data or "")
    rows = list(db.session.scalars(query.order_by(Document.id.desc()).limit(MOST_LISTED)))
    last = last_entries([row.id for row in rows])
    table = [row_of(row, case, last.get(row.id)) for row in rows]
    return as_file(table_workbook(form.title, HEADINGS, table), f"{form.title} 登记表 {today()}")


def case_form(code: str) -> tuple[DocumentType, Case]:
    """The form with this code and how its cases run; 404 for a form that opens none."""
    form = form_of(code)
    if form.case is None:
        abort(404)
    return form, form.case


def ready_form(case: Case) -> BoardForm:
    """The filters as the address has them."""
    form = BoardForm(request.args)
    stages = [SelectChoice(stage.name, stage.label) for stage in case.stages]
    form.stage.choices = [ALL, *stages, SelectChoice(CLOSED, CLOSED_LABEL)]
    return form


def row_of(document: Document, case: Case, last: CaseEvent | None) -> tuple[str, ...]:
    """One case in the list."""
    told = (document.number, document.title, document.summary, document.author.name)
    opened, stage = local_text(document.submitted_at, zone()), case.label(document.stage or "")
    newest_entry = (local_text(last.at, zone()), what(case, last), last.words) if last else ("", "", "")
    return (*told, opened, stage, *newest_entry)
