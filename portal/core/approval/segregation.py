"""Segregation of duties: who agreed at another step decides none that must have another person."""

from sqlalchemy import select

from portal.core.approval.faults import NotPossible
from portal.core.approval.models import Decision, RouteStep
from portal.core.approval.rights import Held
from portal.core.documents.models import Document
from portal.extensions import db


def spent_elsewhere(document: Document, step: RouteStep) -> dict[int, str]:
    """Who agreed, himself or by somebody else, at which other finished step; nobody where any person
    may do."""
    if not step.declared.distinct:
        return {}
    query = select(Decision).join(RouteStep, RouteStep.id == Decision.step_id).where(
        Decision.document_id == document.id, Decision.kind == "approve", ~Decision.taken_back,
        RouteStep.round == step.round, RouteStep.id != step.id, RouteStep.state == "done",
    )  # fmt: skip
    found = db.session.scalars(query.order_by(Decision.id))
    agreed = [(who, decision) for decision in found for who in (decision.person_id, decision.for_id) if who]
    return {who: decision.step.declared.name for who, decision in agreed}


def require_distinct(held: Held) -> None:
    """Whoever decides has agreed at no other step, nor has he for whom he decides; raises NotPossible."""
    if held.task.step is None:
        return
    spent = spent_elsewhere(held.document, held.task.step)
    name = spent.get(held.actor_id) or spent.get(held.for_id or 0)
    if name:
        raise NotPossible(f"「{name}」已经由同一个人签过，这一步要由另一个人办理。")
