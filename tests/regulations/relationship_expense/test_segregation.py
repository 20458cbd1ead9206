"""R07 §2.2: preparer, clerk, manager and finance of a table are four persons, whoever holds a post."""

from datetime import timedelta

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.faults import NotPossible
from portal.core.approval.models import RouteStep, Task
from portal.core.approval.passing import transfer
from portal.core.delegations.operations import delegate
from portal.core.delegations.rules import EVERY_FORM, Wanted
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.core.web.context import now
from portal.extensions import db, writing
from portal.regulations.relationship_expense.flows import OPENING_APPROVAL, TABLE_CHECKS
from tests.conftest import signed_in
from tests.core.org.changes import take_post
from tests.regulations.relationship_expense.slips import sent, special
from tests.regulations.relationship_expense.tables import REP, bought, customers, line, standard, table

pytestmark = pytest.mark.both_databases
CLERK, MANAGER, FINANCE = "1011", "1006", "1012"


def person(number: str) -> int:
    return db.session.scalars(select(Person.id).filter_by(number=number)).one()


def sent_table(app: Flask) -> int:
    """A table that waits for the clerk."""
    special(app)
    with app.app_context():
        standard()
        (one,) = customers(1)
        bought(one)
        return sent("F07-1", table([line(one)]), REP)


def agree(document_id: int, actor: str, owner: str = "") -> None:
    """Somebody agrees to his turn, or to another's. Inside an app context."""
    mine = select(Task).filter_by(document_id=document_id, state="open", person_id=person(owner or actor))
    task_id, seen = db.session.scalars(mine).one().id, db.session.get_one(Document, document_id).snapshot_id
    with writing():
        decide(task_id, person(actor), Verdict("approve", "已核", seen), this_moment())


def asked(document_id: int) -> list[str]:
    """Whose turn it is. Inside an app context."""
    query = select(Person.number).join(Task, Task.person_id == Person.id)
    return sorted(db.session.scalars(query.filter_by(document_id=document_id, state="open")))


def test_r07_2_2_who_holds_two_posts_is_asked_for_one_signature_and_the_other_goes_to_somebody_else(
    app: Flask,
) -> None:
    take_post(app, CLERK, "finance_clerk", "FIN")
    document_id = sent_table(app)
    with app.app_context():
        agree(document_id, CLERK)
        agree(document_id, MANAGER)
        assert asked(document_id) == [FINANCE], "not the clerk, who is a finance clerk too"
    why = signed_in(app, CLERK).get(f"/documents/{document_id}/why-not").text
    assert "在「文员检核」签过，这一步要由另一个人办理" in why


def test_r07_2_2_where_nobody_else_holds_the_post_the_table_waits(app: Flask) -> None:
    take_post(app, CLERK, "sales_manager", "SALES")
    document_id = sent_table(app)
    with app.app_context():
        agree(document_id, CLERK)
        agree(document_id, MANAGER)
        steps = select(RouteStep).filter_by(document_id=document_id).order_by(RouteStep.position)
        told = db.session.scalars(steps).all()
        assert "在「文员检核」签过的人不能再签这一步" in told[1].trace


def test_r07_2_2_a_delegate_does_not_sign_for_another_what_he_has_signed_himself(app: Flask) -> None:
    document_id = sent_table(app)
    with app.app_context():
        until = now() + timedelta(days=5)
        with writing():
            delegate(Wanted(person(MANAGER), person(CLERK), None, until, EVERY_FORM, "出差"), 9, 0, now())
        agree(document_id, CLERK)
        with pytest.raises(NotPossible, match="「文员检核」已经由同一个人签过"):
            agree(document_id, CLERK, MANAGER)
        db.session.rollback()
        agree(document_id, MANAGER)


def test_r07_2_2_whoever_let_another_sign_for_him_does_not_sign_the_next_step_himself(app: Flask) -> None:
    take_post(app, CLERK, "finance_clerk", "FIN")
    document_id = sent_table(app)
    with app.app_context():
        until = now() + timedelta(days=5)
        with writing():
            delegate(Wanted(person(CLERK), person("1013"), None, until, EVERY_FORM, "出差"), 9, 0, now())
        agree(document_id, "1013", CLERK)
        agree(document_id, MANAGER)
        assert asked(document_id) == [FINANCE]


def test_r07_2_2_nobody_hands_his_turn_to_somebody_who_has_signed(app: Flask) -> None:
    document_id = sent_table(app)
    with app.app_context():
        agree(document_id, CLERK)
        task_id = db.session.scalars(select(Task.id).filter_by(document_id=document_id, state="open")).one()
        with pytest.raises(NotPossible, match="已经在「文员检核」签过"), writing():
            transfer(task_id, person(MANAGER), person(CLERK), "代签", this_moment())


def test_the_page_of_the_flow_says_that_other_persons_must_sign(app: Flask) -> None:
    assert "和其他步骤要由不同的人签" in signed_in(app, REP).get("/flows/f07-1").text


def test_a_step_that_wants_no_other_person_leaves_its_flow_the_hash_it_had() -> None:
    assert b"distinct" in msgspec.json.encode(TABLE_CHECKS)
    assert b"distinct" not in msgspec.json.encode(OPENING_APPROVAL)
