"""§3.3.2: what is approved enters the register of accounts; a review counts those in use."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from portal.core.approval.hooks import Refused, on_approved, on_begun, on_filling, on_reported, on_submitted
from portal.core.approval.models import Decision
from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.kinds import shown
from portal.core.org.models import Person
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.core.terms import Terms
from portal.extensions import db, hold, insert_once
from portal.regulations.operations_manual.documents import account, accounts, review
from portal.regulations.operations_manual.facts import CHANGED, ISSUED, WITHDRAWN, AccountPaper, AccountReview
from portal.regulations.operations_manual.models import SystemAccount
from portal.regulations.operations_manual.rules.accounts import miscounted, misses_its_account

MOST = 1000
HOW = "统计期内在用过的帐号；收回以后又发放的，从新的发放算起。批准人是最近一张登记的。"


@on_submitted(account)
def require_account(_document: Document, said: AccountPaper, _moment: Moment) -> None:
    """§3.3.2: it is about an account that is in use, or not yet."""
    require(said, db.session.get(SystemAccount, key_of(said)))


@on_approved(account)
def enter(document: Document, said: AccountPaper, _moment: Moment) -> None:
    """§3.3.2: the register says so from now on."""
    system, name = key_of(said)
    fresh: dict[str, Any] = {
        "holder_id": said.holder.id, "right": said.right, "vault": said.vault, "issued": said.since,
        "paper_id": document.id,
    }  # fmt: skip
    new = said.kind == ISSUED and insert_once(SystemAccount, system=system, account=name, **fresh)
    row = hold(SystemAccount, system=system, account=name)
    if not new:
        require(said, row)
    if row:
        note(row, said, document.id)
        db.session.flush()


def note(row: SystemAccount, said: AccountPaper, paper_id: int) -> None:
    """What a paper says of an account."""
    row.paper_id, row.holder_id = paper_id, said.holder.id
    row.vault = said.vault or row.vault
    if said.kind == ISSUED:
        row.issued, row.changed, row.withdrawn = said.since, None, None
    elif said.kind == CHANGED:
        row.changed = said.since
    if said.kind == WITHDRAWN:
        row.withdrawn = said.since
    else:
        row.right = said.right


def require(said: AccountPaper, row: SystemAccount | None) -> None:
    """Raises Refused where a paper is about no such account."""
    if refusal := misses_its_account(said, row is not None and row.withdrawn is None):
        raise Refused(refusal)


def key_of(said: AccountPaper) -> tuple[str, str]:
    """An account's system and name, without the spaces around them."""
    return " ".join(said.system.split()), said.account.strip()


def in_use() -> ColumnElement[bool]:
    """SQL: an account was not withdrawn."""
    return SystemAccount.withdrawn.is_(None)


def live() -> int:
    """How many accounts are in use."""
    return db.session.scalar(select(func.count()).select_from(SystemAccount).where(in_use())) or 0


@on_begun(review)
def begin(_person_id: int, _period: date | Month) -> Fields:
    """§3.3.2: a review begins with how many there are."""
    return [("live", f"{live()}")]


@on_submitted(review)
def require_all(_document: Document, said: AccountReview, _moment: Moment) -> None:
    """§3.3.2: it is of all of them."""
    if said.live != live():
        raise Refused(miscounted(live()))


@on_filling(review)
def tell(_person_id: int, _said: Said, terms: Terms) -> Iterator[str]:
    """§3.3.2: accounts whose holder has left are to be withdrawn."""
    query = select(SystemAccount).join(SystemAccount.holder).where(in_use(), Person.until <= terms.day)
    query = query.options(joinedload(SystemAccount.holder)).order_by(SystemAccount.system).limit(MOST)
    for row in db.session.scalars(query):
        yield f"{row.holder.name}已经离职，{row.system}的帐号 {row.account} 还没有收回。"


@on_reported(accounts)
def list_accounts(asked: Asked) -> Reported:
    """§3.3.2: the accounts that were in use in the months."""
    around = (joinedload(SystemAccount.holder), joinedload(SystemAccount.paper))
    query = select(SystemAccount).options(*around).where(SystemAccount.issued <= asked.until)
    query = query.where(or_(in_use(), SystemAccount.withdrawn >= asked.first))
    query = query.order_by(SystemAccount.system, SystemAccount.account).limit(MOST)
    rows = list(db.session.scalars(query))
    by = approvers([row.paper_id for row in rows])
    return Reported([line(row, by.get(row.paper_id, "")) for row in rows], asked.until, (HOW,))


def line(row: SystemAccount, approver: str) -> tuple[Any, ...]:
    """An account in the list."""
    days = (shown(day) if day else "" for day in (row.issued, row.changed, row.withdrawn))
    return (row.system, row.account, row.holder.name, row.right, *days, approver, row.paper.number)


def approvers(paper_ids: list[int]) -> dict[int, str]:
    """By paper, who approved it last."""
    query = select(Decision.document_id, Person.name).join(Person, Person.id == Decision.person_id)
    query = query.where(Decision.document_id.in_(paper_ids), Decision.kind == "approve")
    return {row.document_id: row.name for row in db.session.execute(query.order_by(Decision.id))}
