"""Pages: a report for the months that the address names, its PDF and its Excel."""

import hashlib
from itertools import starmap
from typing import NamedTuple

import msgspec
from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import ValidationError

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import company, terms
from portal.core.desk.search import MonthField
from portal.core.desk.workbooks import as_file
from portal.core.drawing import Drawing
from portal.core.facts import Month
from portal.core.paper import Paper, Signature
from portal.core.printing.at_once import pdf_answer
from portal.core.printing.html import printed
from portal.core.report import Months, Report
from portal.core.reports.asking import answer, ask, months_before, readers
from portal.core.sheet import Head, SheetView, TableView
from portal.core.spreadsheets.writing import table_workbook
from portal.core.web.context import catalogue, now, today

blueprint = Blueprint("reports", __name__)


class MonthsForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The months, and what lines are told by, as they stand in the address."""

    since = MonthField("从")
    until = MonthField("到")
    by = SelectField("按什么分", validate_choice=False)

    class Meta:
        """A question changes nothing."""

        csrf = False

    def validate_by(self, field: SelectField) -> None:
        """One of those that are offered."""
        if field.data not in (value for value, *_ in field.iter_choices()):
            raise ValidationError("没有这一项，请重新选")

    @property
    def told_by(self) -> str:
        """What lines are told by, if there is a choice."""
        return self.by.data if self.by else ""

    def months(self, report: Report) -> Months | None:
        """The valid months; None with every fault at its field."""
        if not self.validate():
            return None
        usual = months_before(today(), report.usual)
        first = self.since.month or usual.first
        last = (self.until.month or max(first, usual.last)) if report.months > 1 else first
        asked = Months(first, last)
        fault = fault_of(asked, report)
        if fault:
            self.since.errors = [fault]
        return None if fault else asked


class Shown(NamedTuple):
    """A computed report: its sheet and its chart."""

    view: SheetView
    chart: Drawing | None


@blueprint.get("/reports/<code>")
@allow("work")
def show(code: str) -> str | tuple[str, int]:
    """The chooser, and the report of the months it names."""
    report = report_for_visitor(code)
    form = form_for(report)
    months = form.months(report)
    if months is None:
        return render_template("core/desk/report.html", report=report, form=form, shown=None), 422
    told = {"months": months, "shown": computed(report, months, form.told_by), "boxes": boxes(report)}
    return render_template("core/desk/report.html", report=report, form=form, **told)


@blueprint.get("/reports/<code>/pdf")
@allow("work")
def pdf(code: str) -> Response:
    """The same on paper."""
    report = report_for_visitor(code)
    form = form_for(report)
    months = form.months(report)
    if months is None:
        return redirect(back(report))
    shown = computed(report, months, form.told_by)
    digest = hashlib.sha256(msgspec.json.encode(shown.view)).hexdigest()
    paper = Paper(shown.view, boxes(report), (), digest, now())
    html = printed("report", paper=paper, chart=shown.chart)
    return pdf_answer(f"{shown.view.title} {months}", back(report), html)


@blueprint.get("/reports/<code>/xlsx")
@allow("work")
def xlsx(code: str) -> Response:
    """The same as a workbook of texts."""
    report = report_for_visitor(code)
    form = form_for(report)
    months = form.months(report)
    if months is None:
        return redirect(back(report))
    view = computed(report, months, form.told_by).view
    (table,) = view.tables()
    content = table_workbook(view.title, [head.label for head in table.heads], texts(table))
    return as_file(content, f"{view.title} {months}")


def report_for_visitor(code: str) -> Report:
    """The report, if one of the visitor's posts may open it; 404 otherwise, as if there were none."""
    try:
        report = catalogue().report(code)
    except KeyError:
        abort(404)
    if not visitor().post_for(readers(report)):
        abort(404)
    return report


def form_for(report: Report) -> MonthsForm:
    """The question as the address has it; what lines are told by only where there is a choice."""
    form = MonthsForm(request.args)
    if report.by:
        form.by.choices = [*starmap(SelectChoice, report.by)]
        form.by.data = form.by.data or report.by[0][0]
    else:
        del form.by
    return form


def computed(report: Report, months: Months, by: str) -> Shown:
    """The report about whom the visitor may see."""
    reported = answer(report, ask(report, months, visitor().person_id, terms(), by))
    post = visitor().posts[0]
    head = Head(company(visitor()), visitor().name, post.unit, f"{today()}")
    told = report.told_by(by)
    return Shown(told.view(months, reported, head), told.chart(reported))


def boxes(report: Report) -> tuple[Signature, ...]:
    """Where the report is signed in ink."""
    return tuple(Signature(label) for label in report.signed)


def fault_of(asked: Months, report: Report) -> str:
    """Why these months cannot be reported."""
    day = today()
    if asked.last < asked.first:
        return "开始月份不能晚于结束月份"
    if asked.last > Month(day.year, day.month):
        return "还没有到这个月"
    return f"最多统计 {report.months} 个月" if asked.number > report.months else ""


def texts(table: TableView) -> list[tuple[str, ...]]:
    """Lines and totals as texts."""
    lines = [tuple(cell.text for cell in row.cells) for row in table.rows]
    foot = [("合计", *(cell.text for cell in table.foot[1:]))] if table.foot else []
    return lines + foot


def back(report: Report) -> str:
    """The report's page with the same question, which says what is wrong with it."""
    query = request.query_string.decode("ascii", "replace")
    return f"{url_for('reports.show', code=report.slug)}?{query}"
