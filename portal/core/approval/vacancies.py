"""Steps that waited for a vacant post go to whoever holds it now."""

from sqlalchemy import select

from portal.core.approval.concluding import go_on
from portal.core.approval.models import RouteStep
from portal.core.approval.route import take
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.extensions import db, hold, writing


def deliver_held_steps(moment: Moment) -> int:
    """Try every held step again, one transaction each; returns how many found a signer."""
    ids = db.session.scalars(select(RouteStep.id).filter_by(state="held")).all()
    return sum(deliver(step_id, moment) for step_id in ids)


def deliver(step_id: int, moment: Moment) -> bool:
    """Try one held step again."""
    with writing():
        document = hold(Document, id=db.session.get_one(RouteStep, step_id).document_id)
        step = db.session.get_one(RouteStep, step_id, populate_existing=True)
        if document is None or step.state != "held":
            return False
        take(document, step, moment, None)
        if step.state == "skipped":
            go_on(document, None, moment)
        return step.state != "held"
