"""The reports of a week and of a month begin with what the records say, and are held to it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from portal.core.approval.hooks import Refused, on_begun, on_opened, on_submitted
from portal.core.desk.moment import terms as terms_now
from portal.core.documents.models import Document
from portal.core.duties.closing import COUNTS
from portal.core.facts import Month, Refusal
from portal.core.forms.fields import Fields
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.org.models import Person
from portal.core.period import Period
from portal.core.terms import Terms
from portal.core.web.context import now, today, zone
from portal.domain.operations.statistics import tally, window
from portal.extensions import db, hold
from portal.regulations.it_service.documents import month_report, week_report
from portal.regulations.it_service.facts import MonthReport, WeekReport
from portal.regulations.it_service.operations.counting import incidents
from portal.regulations.it_service.rules.reports import (
    CLAUSE,
    disagreeing,
    figures_of,
    newest_week,
    period_of,
)


@on_begun(week_report)
def begin_week(_person_id: int, day: date) -> Fields:
    """§4.4.9: the newest week that is over, or an older one that was asked for."""
    week = newest_week(day, today())
    return [("monday", typed(week.monday)), *begun(Period(week.monday, week.sunday))]


@on_begun(month_report)
def begin_month(_person_id: int, month: Month) -> Fields:
    """§4.4.9: what the records say of the month."""
    return begun(Period(month.first(), month.last()))


def begun(days: Period) -> Fields:
    """The figures of some days as somebody would type them."""
    return [(name, typed(figure)) for name, figure in figures(days, terms_now(), now()).items()]


def figures(days: Period, terms: Terms, at: datetime) -> dict[str, Any]:
    """What the records say of some days, as far as they have come."""
    over = window(*days, zone(), at)
    return figures_of(tally(incidents(over, terms).entries, over))


@on_opened(week_report)
@on_opened(month_report)
def tell(_person_id: int, _terms: Terms) -> list[str]:
    """§4.4.9: where a sheet of an older period begins."""
    return ["要补以前的，从「我的义务」里那一期点进来，数字已按那一期数好。"]


@on_submitted(week_report)
@on_submitted(month_report)
def hold_to_the_records(document: Document, said: WeekReport | MonthReport, moment: Moment) -> None:
    """§4.4.9: each period is reported once, with the figures of the records."""
    hold(Person, id=document.author_id)
    same = select(Document).filter_by(type=document.type, period=document.period)
    other = db.session.scalars(same.where(Document.status.in_(COUNTS), Document.id != document.id)).first()
    name = "month" if isinstance(said, MonthReport) else "monday"
    if other:
        raise Refused(Refusal((name,), f"这一期已经有报告 {other.number}", CLAUSE))
    if refusals := list(disagreeing(said, figures(period_of(said), moment.terms, moment.at))):
        raise Refused(*refusals)
