"""签核历程: who sent, changed and decided what, in order; and the signature cells that follow from it."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.approval.models import KINDS, Decision, RouteStep
from portal.core.approval.route import current_route, declaration
from portal.core.documents.models import Document, Snapshot
from portal.core.paper import Entry, Signature
from portal.extensions import db


def history(document: Document) -> list[Entry]:
    """Everything that was sent, changed and decided, oldest first."""
    return sorted([*sent(document.id), *decided(document.id)], key=lambda entry: entry.at)


def sent(document_id: int) -> list[Entry]:
    """Submissions and changes inside a step."""
    query = select(Snapshot).filter_by(document_id=document_id).options(joinedload(Snapshot.person))
    rows = db.session.scalars(query.order_by(Snapshot.position)).all()
    return [
        Entry(
            "修改" if row.task_id else "发起",
            row.person.name,
            "",
            verb_of(row),
            "",
            row.at,
            row.digest[:6].upper(),
        )
        for row in rows
    ]


def verb_of(snapshot: Snapshot) -> str:
    """What a snapshot was: first sending, a sending again, or a change inside a step."""
    if snapshot.task_id:
        return "修改内容"
    return "提交" if snapshot.position == 1 else "重新提交"


def decided(document_id: int) -> list[Entry]:
    """The decisions."""
    query = select(Decision).filter_by(document_id=document_id)
    query = query.options(joinedload(Decision.person), joinedload(Decision.step).joinedload(RouteStep.flow))
    return [
        Entry(declaration(d.step).name, d.person.name, d.post, KINDS[d.kind], d.opinion, d.at, d.code)
        for d in db.session.scalars(query)
    ]


def signatures(document: Document, labels: tuple[str, ...], entries: list[Entry]) -> tuple[Signature, ...]:
    """The sheet's signature cells: the author's sending, then the steps of the newest round."""
    author = next(e for e in reversed(entries) if e.step == "发起")
    cells = [Signature(labels[0], author.person, author.at, author.code)]
    taken = {d.step_id: d for d in decisions_of(document.id)}
    for label, (step, _, _, names) in zip(labels[1:], current_route(document), strict=False):
        decision = taken.get(step.id)
        cells.append(signed(label, decision) if decision else unsigned(label, step, names))
    return tuple(cells)


def signed(label: str, decision: Decision) -> Signature:
    """A signature cell of an approval; a return or rejection signs nothing."""
    if decision.kind != "approve":
        return Signature(label, waiting=f"{decision.person.name} {KINDS[decision.kind]}")
    return Signature(label, decision.person.name, decision.at, decision.code)


def unsigned(label: str, step: RouteStep, names: list[str]) -> Signature:
    """An empty cell that says whom it waits for."""
    if step.state == "held":
        return Signature(label, waiting="岗位空缺，等任职")
    return Signature(label, waiting=f"待 {'、'.join(names)}" if names else "")


def decisions_of(document_id: int) -> list[Decision]:
    """All decisions on a document."""
    query = select(Decision).filter_by(document_id=document_id).options(joinedload(Decision.person))
    return list(db.session.scalars(query.order_by(Decision.id)))
