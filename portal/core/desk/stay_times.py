"""Page: 停留时间, how long papers stayed with whom, and which lie there longest now."""

from typing import NamedTuple

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.approval.models import Task
from portal.core.approval.staying import (
    MOST_OPEN,
    Reader,
    counted,
    open_longest,
    units_counted,
)
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import terms
from portal.core.desk.statistics_form import StatisticsForm, ready_form
from portal.core.desk.stay_words import GROUPS, MINUTE, Names, Scale, figures
from portal.core.desk.workbooks import as_file
from portal.core.facts import Month
from portal.core.report import Question
from portal.core.spreadsheets.writing import table_workbook
from portal.core.web.context import catalogue, now, today
from portal.core.web.menu import MenuEntry

blueprint = Blueprint("stay_times", __name__)
MENU = [MenuEntry("stay_times.index", "停留时间")]
HEADINGS = ("件数", "平均停留（工作小时）", "合计停留（工作小时）")


class Lying(NamedTuple):
    """A step that lies on a desk, and for how long."""

    task: Task
    told: str


@blueprint.get("/statistics/stays")
@allow("work")
def index() -> str | tuple[str, int]:
    """The filters, how long papers stayed, and which lie on desks longest."""
    reader = reader_now()
    names = names_for(reader)
    form, values = form_for(names), {"groups": GROUPS, "mine": is_only_mine(), "most_open": MOST_OPEN}
    if not form.validate():
        return render_template("core/desk/stay_times.html", form=form, found=None, **values), 422
    question, scale = form.question(), Scale.of(terms().working_time, today())
    values |= {"found": counted(reader, question), "names": names, "scale": scale}
    lying = lying_longest(reader, question, scale)
    return render_template("core/desk/stay_times.html", form=form, question=question, lying=lying, **values)


@blueprint.get("/statistics/stays.xlsx")
@allow("work")
def xlsx() -> Response:
    """The same rows as a workbook, in hours."""
    reader = reader_now()
    names = names_for(reader)
    form = form_for(names)
    if not form.validate():
        return redirect(f"{url_for('stay_times.index')}?{request.query_string.decode('ascii', 'replace')}")
    question = form.question()
    found = counted(reader, question).rows
    rows = [(*names.label(question.by, key), *figures(count)) for key, count in found]
    content = table_workbook("停留时间", (GROUPS[question.by], "", *HEADINGS), rows)
    return as_file(content, f"停留时间 {question.months}")


def reader_now() -> Reader:
    """The visitor: as head of those below him, or as one who may see everybody's."""
    return Reader(visitor().person_id, today(), "read_stays" in visitor().capabilities)


def is_only_mine() -> bool:
    """Whether the visitor sees nobody's but his own."""
    return not visitor().capabilities & {"lead", "read_stays"}


def names_for(reader: Reader) -> Names:
    """What the rows that somebody may see are about."""
    return Names({form.code: form.title for form in catalogue().types()}, units_counted(reader))


def form_for(names: Names) -> StatisticsForm:
    """The filters, first by person for whoever sees more than his own."""
    usual = "step" if is_only_mine() else "person"
    return ready_form(names, GROUPS, Month(today().year, today().month), usual)


def lying_longest(reader: Reader, question: Question, scale: Scale) -> list[Lying]:
    """What lies on desks longest, each by the hours of its paper's unit."""
    return [Lying(task, scale.told(minutes_lain(task))) for task in open_longest(reader, question)]


def minutes_lain(task: Task) -> float:
    """How long a step has lain on a desk so far."""
    work = terms().of_unit(task.document.unit_id).working_time
    return work.between(task.opened_at, now()) / MINUTE
