"""Page: 纸质回收率, how many of the originals that were handed out came back signed, and which did not."""

from decimal import Decimal
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.statistics_form import StatisticsForm, ready_form
from portal.core.desk.stay_words import Names
from portal.core.desk.workbooks import as_file
from portal.core.facts import Month
from portal.core.org.queries import UNNAMED
from portal.core.scans.recovery import MOST_OUT, Recovered, Returned, out_longest, recovered
from portal.core.spreadsheets.writing import table_workbook
from portal.core.timetable.queries import unit_names
from portal.core.web.context import catalogue, today
from portal.core.web.menu import MenuEntry

blueprint = Blueprint("paper_returns", __name__)
MENU = [MenuEntry("paper_returns.index", "纸质回收率")]
GROUPS = {"unit": "单据所属部门", "form": "表单", "person": "取件人"}
HEADINGS = ("发出原件", "已收回", "回收率（%）", "逾期未回")


@blueprint.get("/statistics/papers")
@allow("work")
def index() -> str | tuple[str, int]:
    """The filters, what came back, and what is out longest."""
    names = names_now()
    form, me = form_for(names), visitor().person_id
    values: dict[str, Any] = {"groups": GROUPS, "form": form, "most_out": MOST_OUT, "found": None}
    if not form.validate():
        return render_template("core/desk/paper_returns.html", **values), 422
    question = form.question()
    values |= {"found": recovered(me, question, today()), "question": question, "percent": percent}
    values |= {"out": out_longest(me, today()), "label": lambda key: label(names, question.by, key)}
    return render_template("core/desk/paper_returns.html", **values, today=today())


@blueprint.get("/statistics/papers.xlsx")
@allow("work")
def xlsx() -> Response:
    """The same rows as a workbook."""
    names = names_now()
    form = form_for(names)
    if not form.validate():
        return redirect(f"{url_for('paper_returns.index')}?{request.query_string.decode('ascii', 'replace')}")
    question = form.question()
    found: Recovered = recovered(visitor().person_id, question, today())
    rows = [(label(names, question.by, key), *figures(count)) for key, count in found.rows]
    content = table_workbook("纸质回收率", (GROUPS[question.by], *HEADINGS), rows)
    return as_file(content, f"纸质回收率 {question.months}")


def names_now() -> Names:
    """What forms and units are called."""
    return Names({form.code: form.title for form in catalogue().types()}, unit_names(today()))


def form_for(names: Names) -> StatisticsForm:
    """The filters, first by unit."""
    return ready_form(names, GROUPS, Month(today().year, today().month), "unit")


def label(names: Names, by: str, key: tuple[Any, ...]) -> str:
    """What a row is about."""
    if by == "person":
        return f"{key[1]}（{key[0]}）"
    return names.units.get(key[0], UNNAMED) if by == "unit" else names.forms.get(key[0], str(key[0]))


def percent(count: Returned) -> str:
    """The share that came back, to a tenth of a hundredth; never 100 while one is out."""
    share = Decimal(1000 * count.back // count.handed_out) / 10
    return f"{share:f}".removesuffix(".0")


def figures(count: Returned) -> tuple[str | Decimal, ...]:
    """A row's figures for a workbook."""
    return str(count.handed_out), str(count.back), Decimal(percent(count)), str(count.late)
