"""Special accounts and advance slips, made by the real operations."""

from collections.abc import Iterator
from datetime import date

from flask import Flask
from sqlalchemy import select

from portal.core.approval.deciding import Kind, Verdict, decide
from portal.core.approval.models import Task
from portal.core.approval.sending import send
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Facts, Month, Ref
from portal.core.money import Amount
from portal.core.web.context import catalogue, today
from portal.demonstration.company import author_of
from portal.domain.ledger.models import Account
from portal.domain.products.facts import Card
from portal.domain.products.operations import register
from portal.domain.products.queries import meant
from portal.extensions import db, writing
from portal.regulations.relationship_expense.facts import ACTIVITY, PURCHASE, AccountOpening, AdvanceSlip

NOVEMBER = Month(2026, 11)
KEYS: Iterator[int] = iter(range(10**9))


def opening(fen: int = 5_000_000, name: str = "进口模块") -> AccountOpening:
    return AccountOpening(month=NOVEMBER, product=product(name), held=Amount(fen))


def product(name: str) -> Ref:
    """The product of this name, registered when there is none. Inside an app context."""
    if not (found := meant({name}, today())[name]):
        card = Card(code=f"N-{next(KEYS)}", name=name, unit="件", since=date(2020, 1, 1))
        with writing():
            register(card, author_of("1011").person_id, this_moment())
        found = meant({name}, today())[name]
    return Ref(found[0].id, found[0].code, found[0].label)


def slip(account: Ref, fen: int, use: str = ACTIVITY, way: str = PURCHASE) -> AdvanceSlip:
    return AdvanceSlip(
        month=NOVEMBER,
        account=account,
        basis="附表1 2026-10",
        use=use,
        way=way,
        amount=Amount(fen),
        reason="推广会场地",
    )


def sent(code: str, facts: Facts, number: str) -> int:
    """Send a document; returns its id. Inside an app context."""
    author = author_of(number)
    with writing():
        return send(catalogue().type(code), facts, author, f"test:{next(KEYS)}", this_moment()).id


def decided(document_id: int, kind: Kind = "approve") -> None:
    """Let everyone decide whose turn it is, until the document's route ends. Inside an app context."""
    while task := db.session.scalar(open_task(document_id)):
        task_id, person_id = task.id, task.person_id
        seen = db.session.get_one(Document, document_id).snapshot_id or 0
        with writing():
            decide(task_id, person_id, Verdict(kind, "已核", seen), this_moment())
        if kind != "approve":
            return


def open_task(document_id: int) -> object:
    query = select(Task).filter_by(document_id=document_id, state="open")
    return query.where(Task.step_id.is_not(None)).order_by(Task.id).limit(1)


def special(app: Flask, fen: int = 5_000_000, product: str = "进口模块") -> Ref:
    """An account opened by an approved document."""
    with app.app_context():
        decided(sent("F07-6", opening(fen, product), "1011"))
        account = db.session.scalars(select(Account).filter_by(name=f"客户关系维护费-{product}")).one()
        return Ref(account.id, account.code, account.name)
