"""References to incidents, which are known by the number of their case, and to changes."""

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from portal.core.approval.visibility import may_see
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.facts import Ref
from portal.core.forms.references import Asker, Found
from portal.core.web.context import zone
from portal.domain.operations.models import Change, Incident
from portal.domain.papers.references import MOST_SUGGESTIONS, Numbered
from portal.extensions import db


class Changes(Numbered):
    """Changes on their way or done that somebody may see, by number."""

    def __init__(self, asker: Asker) -> None:
        mine = may_see(asker.person_id, asker.today)
        asked = Document.id.in_(select(Change.document_id))
        self.query = select(Document).where(mine, asked, Document.status.in_((*ON_ITS_WAY, *IN_FORCE)))


class Incidents:
    """Incidents that somebody may see, by the number of their case or of a paper in it; those that have
    no problem yet are offered."""

    def __init__(self, asker: Asker) -> None:
        mine = may_see(asker.person_id, asker.today)
        query = select(Incident).join(Incident.document).options(contains_eager(Incident.document))
        self.query = query.where(mine)

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The incident whose number stands at a text's end."""
        numbers = {text: text.split()[-1] for text in texts if text.split()}
        cases = self.cases_of(set(numbers.values()))
        rows = db.session.scalars(self.query.where(Incident.case_id.in_(cases.values())))
        found = {row.case_id: found_incident(row) for row in rows}
        return {
            text: [found[cases[number]]] for text, number in numbers.items() if cases.get(number) in found
        }

    def cases_of(self, numbers: set[str]) -> dict[str, int]:
        """By number, the incident whose case has it, or that a paper of this number is kept in."""
        of = func.coalesce(Document.case_id, Document.id)
        query = select(Document.number, Incident.case_id).join(Incident, Incident.case_id == of)
        rows = db.session.execute(query.where(Document.number.in_(numbers)))
        return {row.number: row.case_id for row in rows}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Symptom and number of the newest."""
        query = self.query.where(Incident.problem_id.is_(None)).order_by(Incident.case_id.desc())
        rows = db.session.scalars(query.limit(MOST_SUGGESTIONS))
        return [f"{row.symptom} {row.document.number}" for row in rows]


def found_incident(row: Incident) -> Found:
    """An incident by its number, with what was reported and when."""
    day = row.reported_at.astimezone(zone())
    told = {"symptom": row.symptom, "reported": f"{day:%Y-%m-%d}"}
    return Found(Ref(row.case_id, "", row.document.number), told)
