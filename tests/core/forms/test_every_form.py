"""Each declared form, half of them a day: facts → typed text → facts, and facts → workbook → facts, are the
identity, and no rule of theirs fails whatever they say. EVERY_ROUND=1 takes all, and more than ten thousand
examples of each of the three.
"""

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal.core.document_type import DocumentType
from portal.core.facts import Facts
from portal.core.forms.fields import Fields, from_facts
from portal.core.forms.sheet_form import SheetForm
from portal.core.spreadsheets.reading import read_workbook
from portal.core.spreadsheets.writing import workbook
from tests.core.forms.anything import facts_of, registers, without_rules
from tests.core.forms.toys import toy
from tests.terms import TERMS
from tests.turns import EVERY, due

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
SOME = settings(max_examples=120 if EVERY else 3, phases=QUICK, suppress_health_check=list(HealthCheck))


@pytest.fixture
def ruled(app: Flask) -> list[DocumentType]:
    return [toy, *(form for form in app.extensions["catalogue"].types() if due(form.code))]


@pytest.fixture
def forms(ruled: list[DocumentType]) -> list[DocumentType]:
    return [without_rules(form) for form in ruled]


def judged(form: DocumentType, fields: Fields) -> Facts | None:
    filled = SheetForm(form, fields)
    filled.look_up(registers(form), unit_id=1)
    facts = filled.facts(TERMS)
    assert facts is not None, (form.code, filled.faults())
    return facts


def unkeyed(facts: Facts) -> list[tuple[str, str]]:
    """What is typed, without the keys that lines get anew."""
    return [(name, text) for name, text in from_facts(facts) if not name.endswith("-key")]


def test_typed_again_nothing_changes(forms: list[DocumentType]) -> None:
    @SOME
    @given(st.data())
    def holds(form: DocumentType, data: st.DataObject) -> None:
        facts = data.draw(facts_of(form))
        assert judged(form, from_facts(facts)) == facts

    for form in forms:
        holds(form)


def test_through_a_workbook_nothing_changes(forms: list[DocumentType]) -> None:
    @SOME
    @given(st.data())
    def holds(form: DocumentType, data: st.DataObject) -> None:
        facts = data.draw(facts_of(form))
        back = judged(form, read_workbook(form, workbook(form, from_facts(facts), {})))
        assert back is not None
        assert unkeyed(back) == unkeyed(facts)

    for form in forms:
        holds(form)


def test_no_rule_fails_whatever_a_form_says(ruled: list[DocumentType]) -> None:
    """It finds something wrong, in words and at a cell, or nothing; conditions of steps answer."""

    @SOME
    @given(st.data())
    def holds(form: DocumentType, data: st.DataObject) -> None:
        facts = data.draw(facts_of(form))
        for condition in form.conditions.values():
            condition(facts, TERMS)
        filled = SheetForm(form, from_facts(facts))
        filled.look_up(registers(form), unit_id=1)
        assert filled.facts(TERMS) == facts or filled.faults(), form.code

    for form in ruled:
        holds(form)


def test_an_empty_template_says_nothing(forms: list[DocumentType]) -> None:
    for form in forms:
        assert not any(text for _, text in read_workbook(form, workbook(form, [], {})))
