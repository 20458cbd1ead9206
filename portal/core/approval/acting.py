"""Acting for somebody: whose tasks a person may decide now, and which papers he sees by it.

Only steps are delegated: what came back to its author is revised by himself.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import aliased

from portal.core.approval.models import Task
from portal.core.delegations.queries import Mandate
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.flow import Step
from portal.core.org.queries import holdings
from portal.core.org.roles import SUPERIOR
from portal.core.web.context import catalogue
from portal.extensions import db


def may_act_on(person_id: Any, mandates: Iterable[Mandate]) -> ColumnElement[bool]:
    """SQL, over Task joined with Document: whether a task is his, or he acts for whose it is. The people come
    first, plainly: by them the tasks are found."""
    own: ColumnElement[bool] = Task.person_id == person_id
    known = list(mandates)
    if not known:
        return own
    among = Task.person_id.in_({person_id, *(one.principal_id for one in known)})
    return and_(among, or_(own, entrusted(known, Document)))


def entrusted(mandates: Iterable[Mandate], document: Any) -> ColumnElement[bool]:
    """SQL, over Task joined with a document: whether a step is somebody's for whom the mandates let act."""
    theirs = (
        and_(Task.person_id == one.principal_id, document.type.in_(one.forms) if one.forms else true())
        for one in mandates
    )
    return and_(Task.step_id.is_not(None), or_(false(), *theirs))


def delegated_papers(mandates: Iterable[Mandate]) -> Select[int]:
    """SQL: ids of the documents in which an open step waits for somebody for whom the mandates let act."""
    paper = aliased(Document)
    steps = select(Task.document_id).join(paper, paper.id == Task.document_id)
    return steps.where(Task.state == "open", entrusted(mandates, paper))


def waiting(person_id: int, forms: tuple[str, ...]) -> int:
    """How many steps wait for a person, on some forms (none: on all)."""
    query = select(func.count()).select_from(Task).join(Task.document)
    mine = query.where(Task.person_id == person_id, Task.state == "open", Task.step_id.is_not(None))
    return db.session.scalars(mine.where(Document.type.in_(forms)) if forms else mine).one()


def forms_asked_of(person_id: int, day: date) -> list[DocumentType]:
    """The forms that a person can be asked to decide, by his posts or by a step that lies on his desk."""
    posts = [holding.post for holding in holdings(person_id, day)]
    roles, heads = {post.role for post in posts}, any(post.heads for post in posts)
    open_steps = select(Document.type).join(Task, Task.document_id == Document.id).distinct()
    mine = open_steps.where(Task.person_id == person_id, Task.state == "open", Task.step_id.is_not(None))
    codes = set(db.session.scalars(mine))
    return [
        form
        for form in catalogue().types()
        if form.code in codes or any(may_be_asked(step, roles, heads) for step in form.flow)
    ]


def may_be_asked(step: Step, roles: set[str], heads: bool) -> bool:
    """Whether a step may come to somebody with these roles; to a head also what nobody below him may sign."""
    return step.by in roles or (heads and (step.by == SUPERIOR or step.within == "unit"))
