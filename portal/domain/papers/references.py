"""References to documents in force, by number, as far as one may see them."""

from sqlalchemy import select

from portal.core.approval.visibility import visible
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.forms.references import Asker, Found
from portal.extensions import db

IN_FORCE = ("approved", "effective")
MOST_SUGGESTIONS = 20


class Papers:
    """The documents in force that somebody may see."""

    def __init__(self, asker: Asker) -> None:
        mine = Document.id.in_(visible(asker.person_id, asker.today))
        self.query = select(Document).where(mine, Document.status.in_(IN_FORCE))

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The document of each number, with or without its title before it."""
        numbers = {text: text.split()[-1] for text in texts if text.split()}
        rows = db.session.scalars(self.query.where(Document.number.in_(numbers.values())))
        papers = {paper.number: found(paper) for paper in rows}
        return {text: [papers[number]] for text, number in numbers.items() if number in papers}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Title and number of the newest."""
        newest = db.session.scalars(self.query.order_by(Document.id.desc()).limit(MOST_SUGGESTIONS))
        return [f"{paper.title} {paper.number}" for paper in newest]


def found(paper: Document) -> Found:
    """A document, with what forms copy of it."""
    return Found(Ref(paper.id, paper.number, paper.title), {"summary": paper.summary})


REGISTERS = {"document": Papers}
