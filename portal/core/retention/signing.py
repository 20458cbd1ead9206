"""The two signatures on a destruction list: 负责人, then 监销; the second one destroys."""

from typing import NamedTuple

from sqlalchemy import select, update

from portal.core.audit.chain import record
from portal.core.instants import Moment
from portal.core.retention.destroying import destroy, papers_on
from portal.core.retention.faults import NotPossible, Settled
from portal.core.retention.listing import open_list, stream
from portal.core.retention.models import (
    HEAD,
    WITNESS,
    DestructionItem,
    DestructionList,
    DestructionSignature,
)
from portal.core.retention.queries import in_the_way
from portal.extensions import db

MOST_NAMED = 5


class Signer(NamedTuple):
    """Who signs: he has proven himself anew (`proven`), by which post, and whether as head he may."""

    person_id: int
    post: str
    heads: bool
    proven: bool


def why_not(row: DestructionList, signatures: list[DestructionSignature], signer: Signer) -> str:
    """Why somebody cannot sign a list or refuse it now; empty when he can."""
    if row.state != "open":
        return f"这份清册{row.state_label}"
    if signer.person_id == row.prepared_by:
        return "清册是你编制的，要由别人签字"
    if any(each.person_id == signer.person_id for each in signatures):
        return "你已经签过字，要由另一个人监销"
    if not signatures and not signer.heads:
        return "先由财务（档案）负责人签字，再由监销人签字"
    return ""


def sign(list_id: int, signer: Signer, words: str, moment: Moment) -> DestructionList:
    """Agree; the second one who does destroys what the list names. Raises NotPossible, Settled."""
    row, place = turn(list_id, signer)
    papers = papers_on(row)
    blocked = in_the_way(list_id)
    if blocked:
        names = "、".join(document.number for document in blocked[:MOST_NAMED])
        raise NotPossible(f"清册上有暂缓销毁或未结清的单据，先从清册上撤下：{names}")
    if not papers:
        raise NotPossible("清册上没有单据了，请写明原因结束这份清册")
    enter(row, place, signer, True, words, moment)
    if place == WITNESS:
        destroy(row, papers, signer.person_id, moment)
    return row


def refuse(list_id: int, signer: Signer, words: str, moment: Moment) -> DestructionList:
    """Do not agree: the list ends, and its documents are free again. Raises NotPossible, Settled."""
    row, place = turn(list_id, signer)
    enter(row, place, signer, False, words, moment)
    free = update(DestructionItem).where(
        DestructionItem.list_id == list_id, DestructionItem.released_at.is_(None)
    )
    db.session.execute(free.values(released_by=signer.person_id, released_at=moment.at))
    row.state = "refused"
    db.session.flush()
    return row


def turn(list_id: int, signer: Signer) -> tuple[DestructionList, str]:
    """The list, held by this transaction, and the place in which somebody signs it."""
    row = open_list(list_id)
    signatures = list(db.session.scalars(select(DestructionSignature).filter_by(list_id=list_id)))
    fault = why_not(row, signatures, signer)
    if fault:
        raise (Settled if any(s.person_id == signer.person_id for s in signatures) else NotPossible)(fault)
    if not signer.proven:
        raise NotPossible("要再填一次登录密码")
    return row, WITNESS if signatures else HEAD


def enter(row: DestructionList, place: str, signer: Signer, agreed: bool, words: str, moment: Moment) -> None:
    """A signature, or that somebody would not sign."""
    said = {"place": place, "agreed": agreed, "words": words}
    who = {"person_id": signer.person_id, "post": signer.post}
    db.session.add(DestructionSignature(list_id=row.id, at=moment.at, **who, **said))
    event = "destruction_list:signed" if agreed else "destruction_list:refused"
    record(stream(row), event, signer.person_id, moment.at, **said)
    db.session.flush()
