"""§8(2): what recurred proposes a problem, on the sheets of an incident and of a problem."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from portal.core.approval.hooks import Hint, on_filling, on_proposed
from portal.core.approval.visibility import may_see_paper
from portal.core.desk.moment import terms as terms_today
from portal.core.facts import Ref
from portal.core.forms.fields import Fields, line_start
from portal.core.forms.sheet_form import Said
from portal.core.terms import Terms
from portal.core.web.posted import source_of
from portal.domain.operations.models import Incident, Problem
from portal.domain.operations.problems.recurrences import (
    Asked,
    Seen,
    compared_incident,
    like_of,
    problems_like,
)
from portal.domain.operations.problems.recurring import Happened, happened
from portal.extensions import db
from portal.regulations.it_service import REGULATION
from portal.regulations.it_service.documents import addition, article, problem, ticket
from portal.regulations.it_service.facts.words import LINKED
from portal.regulations.it_service.parameters import SEVERAL, WITHIN

SOURCE, PROBLEM = "incident", "problem"
MOST_LINES, MOST_TOLD = 30, 5


def asked_by(person_id: int, terms: Terms) -> Asked:
    """Who asks about the incidents of the last days."""
    return Asked(person_id, terms.day, REGULATION.code, terms.value(WITHIN))


@on_proposed(problem)
def begin(person_id: int, _today: date, of: str) -> Fields:
    """§8(2): a problem that is begun from an incident has those that are like it."""
    row = incident_of(person_id, of)
    if row is None:
        return []
    others = like_of(asked_by(person_id, terms_today()), compared_incident(row))
    numbers = [row.document.number, *(each.number for each in others)][:MOST_LINES]
    told = [("title", row.symptom[:60]), ("thing", row.thing), ("part", row.part), ("symptom", row.symptom)]
    return [*told, *line_start("incidents", [{"incident": number} for number in numbers])]


@on_proposed(addition)
def link(person_id: int, _today: date, of: str) -> Fields:
    """§4.4.5: an addition that is begun from an incident links it."""
    row = incident_of(person_id, of)
    lines = [{"link": LINKED, "incident": row.document.number}] if row else []
    return line_start("incidents", lines)


@on_proposed(article)
def write_down(person_id: int, _today: date, of: str) -> Fields:
    """§4.4.8: an article that is begun from a problem has what is known of it."""
    word, case_id = source_of(of)
    seen = may_see_paper(Problem.case_id, person_id, terms_today().day)
    query = select(Problem).where(Problem.case_id == case_id, seen)
    row = db.session.scalar(query) if word == PROBLEM else None
    if row is None:
        return []
    told = {"title": row.title[:80], "part": row.part, "symptom": row.symptom, "cause": row.root_cause}
    return [*told.items(), ("solution", row.workaround)]


def incident_of(person_id: int, of: str) -> Incident | None:
    """The incident without a problem that an address names, if somebody may see it."""
    word, case_id = source_of(of)
    query = select(Incident).filter_by(case_id=case_id, regulation=REGULATION.code, problem_id=None)
    query = query.where(may_see_paper(Incident.case_id, person_id, terms_today().day))
    return db.session.scalar(query) if word == SOURCE else None


@on_filling(ticket)
def recurs(person_id: int, said: Said, terms: Terms) -> Iterator[Hint]:
    """§8(2): how often something of the kind was reported lately, and the open problem that it looks like."""
    one = described(said, terms.day)
    if others := like_of(asked_by(person_id, terms), one):
        enough = len(others) + 1 >= terms.value(SEVERAL)
        more = f"，连这件 {len(others) + 1} 件，建议立问题单" if enough else ""
        yield Hint(f"近{terms.value(WITHIN)}天已有同类事件 {len(others)} 件{more}：{named(others)}")
    yield from looks_like(one)


@on_filling(problem)
def left_out(person_id: int, said: Said, terms: Terms) -> Iterator[Hint]:
    """§8(2): what is like it and does not stand on it, and the open problem that it looks like."""
    one = described(said, terms.day)
    refs = [line["incident"] for line in said.lines["incidents"]]
    here = {ref.id for ref in refs if isinstance(ref, Ref)}
    others = [each for each in like_of(asked_by(person_id, terms), one) if each.compared.case_id not in here]
    if others:
        yield Hint(f"近{terms.value(WITHIN)}天还有同类事件没有写进来：{named(others)}")
    yield from looks_like(one)


def described(said: Said, day: date) -> Happened:
    """What a sheet describes, as far as it is filled."""
    head = said.head
    return happened(0, head["part"] or "", head["symptom"] or "", head["thing"] or "", day)


def named(others: list[Seen]) -> str:
    """Some incidents by number."""
    told = "、".join(each.number for each in others[:MOST_TOLD])
    return f"{told} 等" if len(others) > MOST_TOLD else told


def looks_like(one: Happened) -> Iterator[Hint]:
    """The open problems that something looks like."""
    for row in problems_like(one, REGULATION.code):
        yield Hint(f"像是已有的问题 {row.document.number}：{row.title}", row.case_id)
