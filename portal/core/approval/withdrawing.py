"""The author takes his document back or gives it up; the administrator ends it."""

from sqlalchemy import select

from portal.core.approval.acts import Act, act
from portal.core.approval.concluding import come_to_nothing, void_number
from portal.core.approval.desks import Call, Cause, give
from portal.core.approval.faults import NotPossible, NotYours
from portal.core.approval.models import Task
from portal.core.approval.rights import newest_deed
from portal.core.approval.route import leave
from portal.core.approval.telling import stopped
from portal.core.clocks.operations import stop
from portal.core.documents.models import Document
from portal.core.duties.closing import uncount
from portal.core.instants import Moment, local_text
from portal.core.notices.operations import tell
from portal.core.web.context import catalogue, zone
from portal.extensions import db, hold

UNFINISHED = ("in_review", "returned", "withdrawn")
ALLOWED = {"withdraw": ("in_review",), "abandon": ("returned", "withdrawn"), "terminate": UNFINISHED}


def withdraw(document_id: int, person_id: int, reason: str, moment: Moment) -> Document:
    """撤回: the author takes his document back while nobody has finished it; he may correct and send it again
    under its number. Raises NotYours, NotPossible."""
    document = own_document(document_id, person_id)
    require_status(document, *ALLOWED["withdraw"])
    on_desk = owners(document)
    act(document, Act("withdraw", person_id, reason), moment)
    leave(document, moment)
    document.status = "withdrawn"
    stop(document.id, moment.at)
    uncount(document)
    clause = catalogue().type(document.type).clause
    give(document, [Call(person_id, "已撤回，待修改")], Cause(clause), moment)
    tell([stopped(document, to, f"{document.author.name}已撤回") for to in on_desk], moment.at)
    return document


def abandon(document_id: int, person_id: int, reason: str, moment: Moment) -> Document:
    """作废: the author gives up what came back to him; its number stays and is void. Raises as `withdraw`."""
    document = own_document(document_id, person_id)
    require_status(document, *ALLOWED["abandon"])
    act(document, Act("abandon", person_id, reason), moment)
    come_to_nothing(document, "void", moment)
    void_number(document, reason)
    return document


def terminate(document_id: int, person_id: int, reason: str, moment: Moment) -> Document:
    """终止: the administrator ends an unfinished document, with a reason. Raises NotYours, NotPossible."""
    document = hold(Document, id=document_id)
    if document is None:
        raise NotYours
    require_status(document, *ALLOWED["terminate"])
    end(document, person_id, reason, "管理员已终止", moment)
    return document


def end_unfinished(case_id: int, but: Document, words: str, moment: Moment) -> None:
    """The papers of a case that are on their way end: another of them, by its author, brought its end."""
    query = select(Document).where(Document.case_id == case_id, Document.id != but.id)
    for paper in db.session.scalars(query.where(Document.status.in_(UNFINISHED)).order_by(Document.id)).all():
        end(paper, but.author_id, words, words, moment)


def end(document: Document, person_id: int, reason: str, words: str, moment: Moment) -> None:
    """End a document, whatever its way; its author and whoever had it hear so in some words."""
    on_desk = owners(document)
    act(document, Act("terminate", person_id, reason), moment)
    come_to_nothing(document, "terminated", moment)
    told = {*on_desk, document.author_id} - {person_id}
    tell([stopped(document, to, words) for to in sorted(told)], moment.at)


def own_document(document_id: int, person_id: int) -> Document:
    """The author's document, locked; raises NotYours."""
    document = hold(Document, id=document_id)
    if document is None or document.author_id != person_id:
        raise NotYours
    return document


def require_status(document: Document, *statuses: str) -> None:
    """Raise NotPossible, with how the document stands and through whom, unless it is in one of these."""
    if document.status not in statuses:
        last = newest_deed(document.id)
        who = f"（{last.person.name} {local_text(last.at, zone())} {last.verb}）" if last else ""
        raise NotPossible(f"这张单据{document.status_label}{who}，这次操作没有生效。")


def owners(document: Document) -> list[int]:
    """Who has a document on his desk."""
    query = select(Task.person_id).filter_by(document_id=document.id, state="open")
    return sorted(set(db.session.scalars(query)) - {document.author_id})
