"""The same person twice on one way: whether he need not sign again, by what his step says."""

from sqlalchemy import func, select

from portal.core.approval.models import Decision, RouteStep
from portal.core.documents.models import Document
from portal.core.flow import Step
from portal.core.org.models import Holding
from portal.extensions import db


def without_repeats(
    document: Document, step: RouteStep, declared: Step, signers: tuple[Holding, ...]
) -> tuple[tuple[Holding, ...], tuple[str, ...]]:
    """Those who must sign, and why the others need not; votes are never taken over."""
    if not declared.may_skip or declared.mode == "share":
        return signers, ()
    agreed = agreed_before(document, step, declared.repeats == "neighbour")
    repeated = [h for h in signers if h.person_id in agreed]
    told = tuple(f"{h.person.name}在「{agreed[h.person_id]}」已同意，不再重复签" for h in repeated)
    if repeated and (declared.mode or "any") == "any":
        return (), told
    return tuple(h for h in signers if h not in repeated), told


def agreed_before(document: Document, step: RouteStep, neighbour: bool) -> dict[int, str]:
    """Who has agreed at which step before this one to the paper as it is now: since it was last given back,
    never earlier."""
    back = select(func.coalesce(func.max(Decision.id), 0)).filter_by(document_id=document.id, kind="return")
    query = select(Decision).join(RouteStep, RouteStep.id == Decision.step_id).where(
        Decision.document_id == document.id, Decision.kind == "approve", ~Decision.taken_back,
        Decision.id > back.scalar_subquery(), RouteStep.round == step.round, RouteStep.state == "done",
        RouteStep.position < step.position, Decision.snapshot_id == document.snapshot_id,
    )  # fmt: skip
    found = list(db.session.scalars(query.order_by(Decision.id)))
    last = max((decision.step.position for decision in found), default=0)
    return {
        decision.person_id: decision.step.declared.name
        for decision in found
        if not neighbour or decision.step.position == last
    }
