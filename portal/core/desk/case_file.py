"""A case as the visitor may see it: its sheet, its file in order of time, what he may do with it."""

from dataclasses import dataclass

from flask import abort

from portal.core.approval.visibility import seen_by
from portal.core.auth.visitor import visitor
from portal.core.case import CLOSED, FILED, MOVED, NOTED, OPENED, Case, Choices
from portal.core.cases.operations import choices_of
from portal.core.cases.queries import MOST_ENTRIES, entries
from portal.core.document_type import DocumentType
from portal.core.documents.case_models import CaseEvent
from portal.core.documents.models import Document
from portal.core.web.context import catalogue, today
from portal.extensions import db


@dataclass(frozen=True)
class CaseFile:
    """A case with a page of its file, oldest first; `earlier` is where the entries before begin, `newest` the
    position that an act on the case stands on."""

    document: Document
    form: DocumentType
    case: Case
    stage: str
    entries: list[CaseEvent]
    earlier: int | None
    newest: int
    choices: Choices

    @classmethod
    def read(cls, document: Document, case: Case, before: int | None = None) -> "CaseFile":
        """Read a page of the file, the newest unless the address names another."""
        rows = list(db.session.scalars(entries(document.id, before).limit(MOST_ENTRIES + 1)))
        earlier = rows[MOST_ENTRIES - 1].position if len(rows) > MOST_ENTRIES else None
        stage, mine = document.stage or case.first, visitor()
        roles = {post.role for post in mine.posts}
        may = choices_of(document, case, mine.person_id, roles) if before is None else Choices()
        form, newest = catalogue().type(document.type), rows[0].position if rows else 0
        return cls(document, form, case, stage, rows[:MOST_ENTRIES][::-1], earlier, newest, may)

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        return self.stage == CLOSED

    def forms(self) -> list[DocumentType]:
        """The papers of the case that the visitor may begin, while it is open."""
        within = [form for form in catalogue().types() if form.within.lower() == self.form.slug]
        return [] if self.closed else [form for form in within if visitor().post_for(form.authors)]

    def what(self, entry: CaseEvent) -> str:
        """What an entry is, in words."""
        return what(self.case, entry)

    def wants_words(self) -> bool:
        """Whether moving on from this stage takes words."""
        stage = self.case.stage(self.stage)
        return stage is not None and stage.words


def what(case: Case, entry: CaseEvent) -> str:
    """What an entry is, in words."""
    if entry.kind == FILED and entry.paper:
        return f"归入 {entry.paper.title} {entry.paper.number}"
    if entry.kind == NOTED:
        note = case.note(entry.note)
        return note.label if note else entry.note
    if entry.kind == MOVED:
        to = "结案" if entry.stage_to == CLOSED else case.label(entry.stage_to)
        return f"{case.label(entry.stage_from)} → {to}"
    return "立案" if entry.kind == OPENED else f"重新打开，回到{case.label(entry.stage_to)}"


def case_for_visitor(document_id: int) -> tuple[Document, Case]:
    """The case, if it is one and the visitor may see it; 404 otherwise, as if there were none."""
    document = seen_by(visitor().person_id, document_id, today())
    case = catalogue().type(document.type).case if document else None
    if document is None or case is None:
        abort(404)
    return document, case


def case_of(paper: Document) -> Document | None:
    """The case that a paper belongs to, if the visitor may see it."""
    return seen_by(visitor().person_id, paper.case_id, today()) if paper.case_id else None
