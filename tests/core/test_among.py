"""A column among the few values of another question: every database answers as it does for `IN`."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Dialect, Select, bindparam, literal_column, select, text
from sqlalchemy.dialects import postgresql, sqlite

from portal.core.among import among
from portal.core.documents.models import Document
from portal.core.org.models import Person, Post, UnitPlace
from portal.core.org.queries import units_headed
from portal.extensions import db
from tests.core.org.changes import person

TODAY = date(2026, 11, 23)


def headed_by(person_id: object) -> Select[int]:
    return select(units_headed(person_id, TODAY).c.unit_id)


@pytest.mark.both_databases(whole=True)
@pytest.mark.parametrize("number", ["1001", "1002", "1003"])
def test_it_finds_what_in_finds(app: Flask, number: str) -> None:
    with app.app_context():
        units = headed_by(person(number).id)
        found = db.session.scalars(select(Post.id).where(among(Post.unit_id, units)).order_by(Post.id)).all()
        assert (
            found
            == db.session.scalars(select(Post.id).where(Post.unit_id.in_(units)).order_by(Post.id)).all()
        )
        others = select(Post.id).where(~among(Post.unit_id, units))
        assert {*found} | {*db.session.scalars(others)} == {*db.session.scalars(select(Post.id))}


@pytest.mark.both_databases(whole=True)
def test_a_question_written_once_is_asked_for_each_person(app: Flask) -> None:
    once = select(UnitPlace.unit_id).where(among(UnitPlace.unit_id, headed_by(bindparam("person_id"))))
    with app.app_context():
        people = db.session.scalars(select(Person.id)).all()
        found = [{*db.session.scalars(once, {"person_id": number})} for number in people]
        assert found == [{*db.session.scalars(headed_by(number))} for number in people]
        assert len({*map(len, found)}) > 1


@pytest.mark.parametrize(
    ("dialect", "told"),
    [(postgresql.dialect(), "= ANY (ARRAY(SELECT 1))"), (sqlite.dialect(), "IN (SELECT 1)")],
)
def test_postgresql_is_handed_an_array_and_sqlite_a_list(dialect: Dialect, told: str) -> None:
    condition = among(literal_column("place"), select(literal_column("1")))
    asked = select(literal_column("2")).where(condition, literal_column("true"))
    assert str(asked.compile(dialect=dialect)).split("WHERE ")[1] == f"place {told} AND true"


def test_an_index_finds_it(app: Flask) -> None:
    asked = select(Document.id).where(among(Document.unit_id, headed_by(1)))
    with app.app_context():
        values = {"compile_kwargs": {"literal_binds": True}, "dialect": db.engine.dialect}
        plan = db.session.execute(text(f"EXPLAIN QUERY PLAN {asked.compile(**values)}"))
        assert any("SEARCH document USING COVERING INDEX" in row.detail for row in plan)
