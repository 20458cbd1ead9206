"""Whoever sees few documents is answered from those, whoever sees many from the index: the same answers."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval import search, sight
from portal.core.approval.search import Question
from portal.core.approval.visibility import visible
from portal.core.documents.grams import grams, of_word
from portal.core.facts import Month
from portal.core.org.models import Person
from portal.core.web.context import today
from portal.extensions import db
from tests.plans import plan

pytestmark = pytest.mark.both_databases


@pytest.fixture
def papers(app: Flask) -> list[int]:
    """Plans of two offices, on their way and done, one of them given back."""
    sent = [plan(app), plan(app, number="1004")]
    return [*sent, plan(app, "approve", Month(2027, 1)), plan(app, "return", Month(2027, 2), "1002")]


def test_the_few_are_all_that_anybody_may_see(app: Flask, papers: list[int]) -> None:
    with app.app_context():
        people = db.session.scalars(select(Person.id)).all()
        for person_id in people:
            few = sight.few_seen(person_id, today())
            assert few is not None
            assert set(db.session.scalars(visible(person_id, today()))) <= set(few)


@pytest.mark.parametrize("words", ["巡访", "12", "xf2026", "XF-202612-0001", "访", "陈立 巡访", "鲲鹏"])
def test_few_and_many_are_found_alike(
    app: Flask, papers: list[int], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> dict[int, list[int]]:
        with app.app_context():
            people = db.session.scalars(select(Person.id)).all()
            asked = {one: search.found(one, today(), Question(words)) for one in people}
            listed = {
                n: db.session.scalars(each.query.order_by(each.key.desc()), each.values)
                for n, each in asked.items()
            }
            return {person_id: [row.id for row in rows] for person_id, rows in listed.items()}

    from_few = found()
    monkeypatch.setattr(sight, "FEW", -1)
    assert found() == from_few
    assert any(from_few.values()) is (words != "鲲鹏")


def test_a_text_is_cut_into_pairs_and_numbers_into_fours() -> None:
    assert set(of_word("采购申请")) == {"采购", "购申", "申请"}
    assert set(of_word("20261")) == {"2026", "0261"}
    assert set(of_word("sc2026110622")) == {"sc20", "1106", "1062", "0622"}
    assert set(of_word("x1")) == {"x1"}
    assert set(of_word("采")) == {"采"}
    assert set(grams("采购申").split()) == {"采购", "购申", "申"}
    assert set(grams("x2026").split()) == {"x2", "20", "02", "26", "6", "x202", "2026"}
