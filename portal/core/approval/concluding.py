"""The ends that a document can come to, and what each of them stops, orders and tells."""

from typing import Literal

from sqlalchemy import select, update

from portal.core.approval.copying import copy_as_declared
from portal.core.approval.hooks import facts_of, run
from portal.core.approval.models import Decision, RouteAct, RouteStep
from portal.core.approval.paper import order_paper
from portal.core.approval.route import leave, rounds_of, walk
from portal.core.approval.telling import decided, wall_of
from portal.core.audit.chain import record
from portal.core.clocks.operations import stop
from portal.core.documents.models import LONGEST_REASON, Document, Serial
from portal.core.documents.operations import stream
from portal.core.duties.closing import uncount
from portal.core.instants import Moment
from portal.core.notices.operations import tell
from portal.extensions import db


def conclude(
    document: Document,
    status: Literal["approved", "effective"],
    moment: Moment,
    steps: list[RouteStep] | None = None,
) -> None:
    """The document is in force from now on; its paper is ordered; a record's clocks only begin. The `steps`
    of all rounds are read unless they are at hand."""
    document.status, document.finished_at = status, moment.at
    if status == "approved":
        stop(document.id, moment.at)
    record(stream(document), f"document:{status}", None, moment.at)
    copy_as_declared(document, moment)
    order_paper(document, rounds_of(document.id) if steps is None else steps, moment.at)


def take_effect(document: Document, moment: Moment, steps: list[RouteStep] | None = None) -> None:
    """The last step is over: the regulation's operations run, and the document is in force."""
    run("approved", document, facts_of(document), moment)
    conclude(document, "approved", moment, steps)


def go_on(document: Document, decision: Decision | None, moment: Moment) -> None:
    """A step is over: open what comes next, or come to the end of the round."""
    db.session.flush()
    steps = rounds_of(document.id)
    newest = [step for step in steps if step.round == steps[-1].round]
    if walk(document, newest, moment, decision):
        return
    if newest[0].purpose == "void":
        void(document, moment, reason_of(document))
    else:
        take_effect(document, moment, steps)
    if decision:
        tell([decided(document, decision)], moment.at, wall_of(document))


def come_to_nothing(
    document: Document,
    status: Literal["rejected", "terminated", "void"],
    moment: Moment,
    decision: Decision | None = None,
) -> None:
    """The document ends without effect: off every desk, its clocks stopped, what it proved unproved."""
    leave(document, moment, decision)
    document.status, document.finished_at = status, moment.at
    stop(document.id, moment.at)
    uncount(document)


def void(document: Document, moment: Moment, reason: str) -> None:
    """A finished document counts no more; its number stays and is void. Raises Refused."""
    run("voided", document, facts_of(document), moment)
    come_to_nothing(document, "void", moment)
    document.voiding = False
    void_number(document, reason)
    record(stream(document), "document:void", None, moment.at)


def reason_of(document: Document) -> str:
    """Why the author asked to make a finished document void."""
    asked = select(RouteAct.words).filter_by(document_id=document.id, kind="void")
    return db.session.scalars(asked.order_by(RouteAct.id.desc())).first() or "整张作废"


def void_number(document: Document, reason: str) -> None:
    """The number of a document that came to nothing is never given again."""
    mine = update(Serial).where(Serial.document_id == document.id)
    db.session.execute(mine.values(state="void", void_reason=reason[:LONGEST_REASON]))
