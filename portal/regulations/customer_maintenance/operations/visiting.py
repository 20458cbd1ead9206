"""What the documents of R01 post: visits planned, visits made."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from portal.core.approval.hooks import (
    Refused,
    on_approved,
    on_begun,
    on_filling,
    on_gathered,
    on_submitted,
)
from portal.core.documents.models import ON_ITS_WAY, STATUSES, Document
from portal.core.facts import Month, Ref, Refusal
from portal.core.forms.fields import Fields, line_start
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.org.models import Person
from portal.core.terms import Terms
from portal.domain.customers.queries import looked_after
from portal.domain.visits.operations import Stop, post_planned, post_visits
from portal.domain.visits.queries import missed_visits, planned_visits, visits
from portal.extensions import db, hold
from portal.regulations.customer_maintenance.documents import journal, visit_plan
from portal.regulations.customer_maintenance.facts import Journal, VisitPlan
from portal.regulations.customer_maintenance.parameters import VISITS_PER_MONTH
from portal.regulations.customer_maintenance.rules import Visited, too_rarely


@on_submitted(visit_plan)
def require_one_plan(document: Document, plan: VisitPlan, _moment: Moment) -> None:
    """§1(2): a month has one plan under review; what is added to an approved one must be new."""
    hold(Person, id=document.author_id)
    other = other_plan(document)
    if other:
        why = f"这个月的计划 {other.number} {STATUSES[other.status]}，处理完才能再交"
        raise Refused(Refusal(("month",), why, "§1(2)"))
    planned = planned_visits(document.author_id, plan.month.first(), plan.month.last())
    taken = {(visit.day, visit.customer_id) for visit in planned}
    refusals = [
        Refusal(("lines", position, "customer"), "已批准的计划里，这一天已经有这个客户", "§1(2)")
        for position, line in enumerate(plan.lines)
        if (line.day, line.customer.id) in taken
    ]
    if refusals:
        raise Refused(*refusals)


def other_plan(document: Document) -> Document | None:
    """Another plan of the same person and month that nobody has decided yet."""
    same = select(Document).filter_by(
        type=document.type, author_id=document.author_id, period=document.period
    )
    query = same.where(Document.status.in_(ON_ITS_WAY), Document.id != document.id)
    return db.session.scalar(query.limit(1))


@on_filling(visit_plan)
def tell_who_is_visited_too_rarely(person_id: int, said: Said, terms: Terms) -> list[str]:
    """§1(2): the customers whom the author looks after and those he plans, with what is already approved."""
    month = said.head["month"]
    if not isinstance(month, Month) or not terms.values.on(VISITS_PER_MONTH, month.first()):
        return []
    planned = [line["customer"].id for line in said.lines["lines"] if isinstance(line["customer"], Ref)]
    planned += [visit.customer_id for visit in planned_visits(person_id, month.first(), month.last())]
    times = Counter(planned)
    customers = looked_after(person_id, planned)
    return list(too_rarely((Visited(c.name, c.grade, times[c.id]) for c in customers), terms, month))


@on_approved(visit_plan)
def post_plan(document: Document, plan: VisitPlan, _moment: Moment) -> None:
    """§1(3): an approved plan is carried out; its lines are what the journal is measured by."""
    post_planned(document, (Stop(line.key, line.day, line.customer.id, line.goal) for line in plan.lines))


@on_begun(journal)
def planned_lines(person_id: int, day: date) -> Fields:
    """§1(4): a day of the journal begins with what the plan has for it and is not yet written down."""
    cells = (
        {"customer": f"{visit.customer.name} {visit.customer.code}", "goal": visit.goal}
        for visit in missed_visits(person_id, day, day)
    )
    return line_start("lines", cells)


@on_submitted(journal)
def post_journal(document: Document, said: Journal, _moment: Moment) -> None:
    """§1(4): the day's visits are entered, each customer once a day even over several sheets."""
    hold(Person, id=document.author_id)
    done = {visit.customer_id for visit in visits(document.author_id, said.day, said.day)}
    refusals = list(written_before(said, done))
    if refusals:
        raise Refused(*refusals)
    post_visits(document, said.day, [Stop(line.key, said.day, line.customer.id) for line in said.lines])


def written_before(said: Journal, done: set[int]) -> Iterator[Refusal]:
    """Customers that another sheet of the same day has."""
    for position, line in enumerate(said.lines):
        if line.customer.id in done:
            yield Refusal(("lines", position, "customer"), "这一天已经交过这个客户的记录", "§1(4)")


@on_gathered(journal)
def missed(person_id: int, first: date, last: date) -> list[str]:
    """§1(4): what was planned and not done stands beside the week, without a judgement."""
    return [
        f"{visit.day.month}月{visit.day.day}日计划未访：{visit.customer.name}（{visit.goal}）"
        for visit in missed_visits(person_id, first, last)
    ]
