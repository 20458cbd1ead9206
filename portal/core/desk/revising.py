"""Why an author has his paper before him again: given back, or withdrawn; and which way it goes then."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.approval.history import signed_by
from portal.core.approval.models import Decision, RouteAct, RouteStep, Task
from portal.extensions import db

AGAIN = "改好后点“提交”，从头重新走一遍，编号不变。"


class Asked(NamedTuple):
    """Who did what and when, the words that he gave, and where the paper goes next."""

    who: str
    at: datetime
    did: str
    words: str
    way: str


def asked_to_revise(task: Task) -> Asked | None:
    """What a turn to revise is about; a turn that decides has none."""
    if task.step_id:
        return None
    return withdrawn(task) if task.document.status == "withdrawn" else returned(task)


def withdrawn(task: Task) -> Asked | None:
    """The author took it back himself."""
    query = select(RouteAct).filter_by(document_id=task.document_id, kind="withdraw")
    act = db.session.scalars(query.order_by(RouteAct.id.desc()).limit(1)).first()
    return Asked(signed_by(act), act.at, "撤回", act.words, AGAIN) if act else None


def returned(task: Task) -> Asked | None:
    """A signer gave it back: straight to him, or along its whole way."""
    waiting = {"document_id": task.document_id, "state": "paused"}
    paused = select(RouteStep.id).filter_by(**waiting)
    step_of = joinedload(Decision.step).joinedload(RouteStep.flow)
    around = (joinedload(Decision.person), joinedload(Decision.principal), step_of)
    query = select(Decision, paused.exists()).filter_by(document_id=task.document_id).options(*around)
    query = query.where(Decision.id == task.opened_by) if task.opened_by else query
    found = db.session.execute(query.order_by(Decision.id.desc()).limit(1)).first()
    if found is None:
        return None
    decision, waits = found
    who, step = signed_by(decision), decision.step.declared.name
    straight = f"改好后点“提交”，直接回到{who}（{step}），前面的人不用再办，编号不变。"
    did = f"在「{step}」{decision.verb}"
    return Asked(who, decision.at, did, decision.opinion, straight if waits else AGAIN)
