"""What somebody types in a form as a customer: one, several or none; asked in one query."""

import pytest
from flask import Flask
from sqlalchemy import event, select

from portal.core.forms.references import Asker
from portal.core.org.models import Person, Unit
from portal.core.web.context import today
from portal.domain.customers.models import Customer
from portal.domain.customers.references import Customers
from portal.extensions import db, writing
from tests.domain.customers.cards import registered

pytestmark = pytest.mark.both_databases


def resolved(app: Flask, *texts: str, number: str = "1001", unit: str = "EAST") -> dict[str, list[str]]:
    with app.app_context():
        person_id = db.session.scalars(select(Person.id).filter_by(number=number)).one()
        unit_id = db.session.scalars(select(Unit.id).filter_by(code=unit)).one()
        means = Customers(Asker(person_id, today(), today())).resolve(set(texts), unit_id)
        return {text: [f.ref.label for f in found] for text, found in means.items()}


def codes(app: Flask, text: str) -> list[str]:
    return resolved(app, text)[text]


@pytest.mark.parametrize("text", ["E0001", "e0001", "Ｅ０００１", "嘉禾建材", "嘉禾建材 E0001", "嘉禾", "禾"])
def test_a_text_means_one_customer(app: Flask, text: str) -> None:
    assert codes(app, text) == ["嘉禾建材"]


@pytest.mark.parametrize(
    "text", ["没有的", "E9999", "%", "_", "嘉%材", "粤海五金", "S0001", "' OR 1=1", "嘉禾建材 E0002"]
)
def test_a_text_means_nobody(app: Flask, text: str) -> None:
    assert codes(app, text) == []


def test_an_ambiguous_text_gives_the_choices_and_an_exact_name_wins(app: Flask) -> None:
    registered(app, "嘉禾建材二店")
    assert codes(app, "嘉禾") == ["嘉禾建材", "嘉禾建材二店"]
    assert codes(app, "嘉禾建材") == ["嘉禾建材"]
    assert len(codes(app, "门窗")) == 6


def test_two_of_one_name_are_both_given(app: Flask) -> None:
    registered(app, "嘉禾建材")
    assert codes(app, "嘉禾建材") == ["嘉禾建材", "嘉禾建材"]
    assert codes(app, "嘉禾建材 E0111") == ["嘉禾建材"]


def test_a_closed_customer_is_not_offered(app: Flask) -> None:
    with app.app_context(), writing():
        db.session.scalars(select(Customer).filter_by(code="E0001")).one().state = "closed"
    assert resolved(app, "E0001", "嘉禾建材", "嘉禾") == {"E0001": [], "嘉禾建材": [], "嘉禾": []}


@pytest.mark.parametrize(
    ("number", "sees"), [("1002", True), ("1006", True), ("1004", False), ("1009", False)]
)
def test_who_does_not_see_a_customer_cannot_refer_to_it(app: Flask, number: str, sees: int) -> None:
    assert bool(resolved(app, "嘉禾", number=number)["嘉禾"]) == sees


def test_three_hundred_texts_cost_one_query(app: Flask) -> None:
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
        Customers(Asker(1, today(), today())).resolve({f"嘉禾{n}" for n in range(300)}, 3)
        asked.remove(next(s for s in asked if "wanted" in s))
    assert [s for s in asked if s.startswith(("SELECT", "WITH"))] == []
    assert resolved(app) == {}
