"""What a form may refer to besides customers: colleagues, units, documents in force."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.forms.references import Asker, Register
from portal.core.org.models import Person, Unit
from portal.core.org.operations import appoint, enrol, open_post
from portal.core.web.context import today
from portal.extensions import db, writing
from tests.plans import plan

pytestmark = pytest.mark.both_databases
SINCE = date(2026, 1, 1)


def register(app: Flask, kind: str, number: str = "1001") -> Register:
    """A register as somebody sees it. Inside an app context."""
    person_id = db.session.scalars(select(Person.id).filter_by(number=number)).one()
    return app.extensions["registers"][kind](Asker(person_id, today(), today()))


def codes(register: Register, text: str) -> list[str]:
    return [found.ref.code for found in register.resolve({text}, 1).get(text, [])]


def test_a_colleague_is_found_by_number_or_whole_name_and_copied_from(app: Flask) -> None:
    with app.app_context():
        people = register(app, "person")
        assert [codes(people, text) for text in ("1003", "周敏", "周敏 1003", "周", "103", "")] == [
            ["1003"], ["1003"], ["1003"], [], [], []
        ]  # fmt: skip
        assert people.resolve({"周敏"}, 1)["周敏"][0].copied == {"title": "办事处经理", "unit": "华东办事处"}


def test_of_two_with_one_name_the_number_tells_and_who_left_is_not_found(app: Flask) -> None:
    with app.app_context():
        with writing():
            unit = db.session.scalars(select(Unit).filter_by(code="EAST")).one()
            for number in ("2001", "2002", "2003"):
                person = enrol(number, "同名", SINCE)
                appoint(person, open_post(unit, "account_manager", SINCE), SINCE)
            person.until = today()
        people = register(app, "person")
        assert codes(people, "同名") == ["2001", "2002"]
        assert codes(people, "2002") == ["2002"]
        assert codes(people, "2003") == [], "left today"
        assert "同名 2001" in people.suggestions(unit.id)


def test_a_unit_is_found_by_code_or_name(app: Flask) -> None:
    with app.app_context():
        units = register(app, "unit")
        assert [codes(units, text) for text in ("EAST", "华东办事处", "华东")] == [["EAST"], ["EAST"], []]
        assert "销售部 SALES" in units.suggestions(1)


def test_a_document_is_found_by_number_when_in_force_and_visible(app: Flask) -> None:
    plan(app, "approve")
    plan(app, number="1002")
    with app.app_context():
        mine, stranger = register(app, "document"), register(app, "document", "1004")
        assert (
            codes(mine, "XF-202612-0001")
            == codes(mine, "2026年12月巡访计划 XF-202612-0001")
            == ["XF-202612-0001"]
        )
        assert codes(mine, "XF-202612-0002") == codes(stranger, "XF-202612-0001") == codes(mine, "") == []
        assert mine.suggestions(1) == ["2026年12月巡访计划 XF-202612-0001"]
