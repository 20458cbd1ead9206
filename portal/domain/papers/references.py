"""References to documents in force, by number, as far as one may see them."""

from sqlalchemy import select

from portal.core.approval.visibility import may_see
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Ref
from portal.core.forms.references import Asker, Found
from portal.extensions import db

MOST_SUGGESTIONS = 20


class Papers:
    """The documents in force that somebody may see."""

    def __init__(self, asker: Asker) -> None:
        mine = may_see(asker.person_id, asker.today)
        self.query = select(Document).where(mine, Document.status.in_(IN_FORCE))

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """The documents of each number; several forms may have it, then the title before it decides, or the
        form's code."""
        numbers = {text: text.split()[-1] for text in texts if text.split()}
        query = self.query.where(Document.number.in_(numbers.values()))
        rows = list(db.session.scalars(query.order_by(Document.type)))
        same = {text: [paper for paper in rows if paper.number == number] for text, number in numbers.items()}
        return {text: told_apart(text, papers) for text, papers in same.items() if papers}

    def suggestions(self, _unit_id: int) -> list[str]:
        """Title and number of the newest."""
        newest = db.session.scalars(self.query.order_by(Document.id.desc()).limit(MOST_SUGGESTIONS))
        return [f"{paper.title} {paper.number}" for paper in newest]


class Numbered(Papers):
    """Documents that are told with their number: their titles alone would not tell them apart on paper."""

    def resolve(self, texts: set[str], unit_id: int) -> dict[str, list[Found]]:
        """The documents of each number, title and number in one."""
        plain = super().resolve(texts, unit_id)
        return {text: [with_number(paper) for paper in papers] for text, papers in plain.items()}


def with_number(paper: Found) -> Found:
    """A document whose label says its number."""
    return Found(Ref(paper.ref.id, "", f"{paper.ref.label} {paper.ref.code}"), paper.copied)


class ByNumber(Papers):
    """Documents that stand under a heading 编号: their number says which, and nothing else."""

    def resolve(self, texts: set[str], unit_id: int) -> dict[str, list[Found]]:
        """The documents of each number, by the number alone where only one has it."""
        plain = super().resolve(texts, unit_id)
        return {
            text: [number_alone(papers[0])] if len(papers) == 1 else papers for text, papers in plain.items()
        }


def number_alone(paper: Found) -> Found:
    """A document whose label is its number."""
    return Found(Ref(paper.ref.id, "", paper.ref.code), paper.copied)


def told_apart(text: str, papers: list[Document]) -> list[Found]:
    """The document that the words before a number mean; all of them, with their forms, when they mean none or
    several."""
    before = " ".join(text.split()[:-1])
    meant = [paper for paper in papers if before in names(paper)] or papers
    return [found(meant[0])] if len(meant) == 1 else [found_among(paper) for paper in meant]


def names(paper: Document) -> tuple[str, ...]:
    """What may stand before its number."""
    title = " ".join(paper.title.split())
    return title, paper.type, f"{paper.type} {title}"


def found_among(paper: Document) -> Found:
    """One of several documents, for the choice."""
    return Found(Ref(paper.id, paper.number, f"{paper.type} {paper.title}"), {})


def found(paper: Document) -> Found:
    """A document, with what forms copy of it."""
    return Found(Ref(paper.id, paper.number, paper.title), {"summary": paper.summary})


REGISTERS = {"document": Papers, "document_number": ByNumber}
