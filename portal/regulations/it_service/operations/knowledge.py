"""§4.4.8: an article is reviewed and in force, and takes the place of the version before."""

from datetime import date
from typing import cast

from sqlalchemy import select

from portal.core.approval.hooks import (
    Hint,
    Refused,
    facts_of,
    on_approved,
    on_begun,
    on_filling,
    on_proposed,
    on_submitted,
    on_voided,
)
from portal.core.approval.visibility import seen_by
from portal.core.desk.moment import terms
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.facts import Month
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.terms import Terms
from portal.core.web.addresses import path_to
from portal.core.web.posted import source_of
from portal.domain.operations.knowledge.articles import (
    Written,
    enter,
    readable,
    replaceable,
    take_back,
    version_on_its_way,
)
from portal.domain.operations.knowledge.search import alike
from portal.domain.operations.models import Article, Incident
from portal.extensions import db
from portal.regulations.it_service import REGULATION
from portal.regulations.it_service.documents import article, ticket
from portal.regulations.it_service.facts import Knowledge, Ticket
from portal.regulations.it_service.rules.knowledge import (
    NOT_IN_FORCE,
    being_replaced,
    latest_review,
    out_of_date,
)

MOST_ALIKE, VERY_MUCH = 2, 0.5
SAME = ("title", "part", "audience", "symptom", "cause", "solution", "keywords")


@on_submitted(article)
def register(document: Document, said: Knowledge, _moment: Moment) -> None:
    """§4.4.8: sent for review; a newer version says which one it replaces, and is the only one."""
    replaced = replaceable(said.replaces.id) if said.replaces else None
    if said.replaces and not replaced:
        raise Refused(NOT_IN_FORCE)
    if replaced and (other := version_on_its_way(replaced.first_id, document.id)):
        raise Refused(being_replaced(other))
    told = {name: getattr(said, name) for name in (*SAME, "expires")}
    enter(document, Written(regulation=REGULATION.code, **told), replaced)


@on_approved(article)
def put_in_force(document: Document, said: Knowledge, moment: Moment) -> None:
    """§4.4.8: reviewed, and in force in the place of the version before."""
    if said.expires < moment.day:
        raise Refused(out_of_date(said.expires))
    if said.replaces:
        replaced = replaceable(said.replaces.id)
        if replaced is None:
            raise Refused(NOT_IN_FORCE)
        replaced.replaced_by = document.id
        db.session.flush()


@on_voided(article)
def withdraw(document: Document, _said: Knowledge, _moment: Moment) -> None:
    """§4.4.8: a void article helps nobody."""
    take_back(document)


@on_begun(article)
def begin(_person_id: int, _period: date | Month) -> Fields:
    """§4.4.8: it holds as long as it may."""
    return [("expires", f"{latest_review(terms())}")]


@on_proposed(article)
def write_anew(person_id: int, today: date, of: str) -> Fields:
    """§4.4.8: a newer version of an article (article-17), or what a case taught (incident-17)."""
    word, known = source_of(of)
    begins = {"article": from_article, "incident": from_incident}.get(word)
    return begins(person_id, today, known) if begins else []


@on_filling(article)
def tell(person_id: int, said: Said, terms: Terms) -> list[Hint]:
    """§4.4.8: what is written already is reviewed, not written twice."""
    if said.head["replaces"]:
        return []
    words = f"{said.head['title'] or ''}{said.head['symptom'] or ''}"
    found = alike(words, person_id, terms.day, MOST_ALIKE)
    return [
        Hint(
            f"已有相近的「{row.title}」（{row.document.number}），是改写它的，填在「代替哪一条」",
            address=path_to("operations.article", document_id=row.document_id),
        )
        for row, share in found
        if share >= VERY_MUCH
    ]


def from_article(person_id: int, today: date, article_id: int) -> Fields:
    """An article as it stands, to be reviewed."""
    query = readable(person_id, today).where(Article.document_id == article_id)
    row = db.session.scalar(query)
    if row is None:
        return []
    told = [(name, getattr(row, name)) for name in SAME]
    return [*told, ("replaces", f"{row.title} {row.document.number}")]


def from_incident(person_id: int, today: date, case_id: int) -> Fields:
    """What is registered of an incident that works again, with the cause that its paper says."""
    incident = db.session.get(Incident, case_id) if seen_by(person_id, case_id, today) else None
    if incident is None or not incident.solution:
        return []
    told = {"title": incident.symptom[:80], "symptom": f"{incident.symptom}（{incident.thing}）"}
    told |= {"part": incident.part, "solution": incident.solution, "cause": cause_of(case_id)}
    return [*told.items()]


def cause_of(case_id: int) -> str:
    """The cause that the newest ticket of a case says; "" where there is none."""
    query = select(Document).filter_by(case_id=case_id, type=ticket.code).order_by(Document.id.desc())
    paper = db.session.scalar(query.where(Document.status.in_((*ON_ITS_WAY, *IN_FORCE))).limit(1))
    return cast(Ticket, facts_of(paper)).cause if paper else ""
