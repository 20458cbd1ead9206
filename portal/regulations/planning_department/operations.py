"""What only the moment, the organisation and the other papers know of the forms of R08."""

from datetime import date

from sqlalchemy import select

from portal.core.approval.hooks import Refused, on_approved, on_filling, on_submitted
from portal.core.documents.models import Document
from portal.core.duties.closing import COUNTS, go_away
from portal.core.facts import Refusal
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.org.models import Person
from portal.core.org.queries import holdings
from portal.core.terms import Terms
from portal.extensions import db, hold
from portal.regulations.planning_department.documents import leave_slip, weekly_plan
from portal.regulations.planning_department.facts import LEAVE, PHONED, LeaveSlip, WeeklyPlan
from portal.regulations.planning_department.rules import (
    HalfDay,
    asked_by,
    half_days,
    half_days_taken,
    made_up_by,
    notice_refusals,
    two_weeks_on,
)


@on_submitted(leave_slip)
def require_notice(document: Document, slip: LeaveSlip, moment: Moment) -> None:
    """§4.1(3)-(4): in time or announced, by the moment of its first sending; nobody stands in for himself."""
    terms = moment.terms.of_unit(document.unit_id)
    refusals = list(notice_refusals(slip, document.submitted_at, terms))
    if slip.substitute and slip.substitute.id == document.author_id:
        refusals.append(Refusal(("substitute",), "代理人不能是本人", "§4.1(4)"))
    if refusals:
        raise Refused(*refusals)


@on_approved(leave_slip)
def enter_absence(document: Document, slip: LeaveSlip, moment: Moment) -> None:
    """§4.1(3): who has leave owes nothing over it; an outing for work is no leave."""
    taken = half_days_taken(slip, moment.terms.of_unit(document.unit_id))
    if slip.kind == LEAVE and taken:
        go_away(document, taken[0].begins, taken[-1].ends, moment)


@on_filling(leave_slip)
def tell_deadlines(person_id: int, said: Said, terms: Terms) -> list[str]:
    """§4.1(3): until when leave is asked for, and until when a slip follows a phone call."""
    head, own = said.head, holdings(person_id, terms.day)
    terms = terms.of_unit(own[0].post.unit_id) if own else terms
    first, last = half_day(head["since"], head["since_half"]), half_day(head["until"], head["until_half"])
    if head["kind"] != LEAVE or first is None:
        return []
    if head["notice"] == PHONED and last:
        back = half_days(last, two_weeks_on(last[0]), terms)
        return [f"补单最迟 {made_up_by(back[0], terms).text()} 前交。"] if back else []
    taken = half_days(first, two_weeks_on(first[0]), terms)
    return [f"这次请假最迟 {asked_by(taken[0], terms).text()} 书面提出，晚了先电话告知。"] if taken else []


def half_day(day: date | None, half: str | None) -> HalfDay | None:
    """A half-day, where both of its cells could be read."""
    return (day, half) if day and half else None


@on_submitted(weekly_plan)
def require_one_a_week(document: Document, plan: WeeklyPlan, _moment: Moment) -> None:
    """§4.3(1): a person has one plan a week."""
    hold(Person, id=document.author_id)
    same = select(Document.id).filter_by(type=document.type, author_id=document.author_id, period=plan.monday)
    if db.session.scalar(same.where(Document.status.in_(COUNTS), Document.id != document.id).limit(1)):
        raise Refused(Refusal(("monday",), "这一周的计划已经交过", "§4.3(1)"))
