"""What a form declares wrongly is told by the name of the cell."""

from typing import Annotated as A

import pytest

from portal.core.facts import Cell, Facts, Short, When
from portal.core.forms.cells import form_class
from portal.core.forms.sheet_form import SheetForm
from tests.core.forms.toys import toy


class Odd(Facts, frozen=True):
    """A cell of a type that no cell can have."""

    speed: A[float, Cell("车速", "§1")]


class Alone(Facts, frozen=True):
    """A condition on a cell that is not there."""

    reason: A[Short, Cell("原因", "§1", when=When("late", ("是",)))] = ""


class Taken(Facts, frozen=True):
    """A cell called like something that every form has."""

    demand: A[Short, Cell("客户要求", "§1")]


@pytest.mark.parametrize(
    ("facts", "named"), [(Taken, "cells called demand"), (Odd, "float.*speed"), (Alone, "reason asks late")]
)
def test_a_cell_that_no_form_can_have_is_named(facts: type[Facts], named: str) -> None:
    with pytest.raises((TypeError, LookupError, ValueError), match=named):
        form_class(facts)


@pytest.mark.parametrize("path", [("nothing",), ("items", "cost"), ("items", 0), ("items", 9, "cost")])
def test_a_refusal_that_leads_to_no_cell_is_named(path: tuple[str | int, ...]) -> None:
    with pytest.raises(LookupError, match=r"T00-1 has no cell at \("):
        SheetForm(toy, []).refuse(path, "不行")


def test_what_is_wrong_with_a_whole_sheet_or_table_is_said_above_it() -> None:
    """R16 §6.1, penalties switched off; R06 §附3, nobody speaks for those who complain together: the refusal
    named no cell, and the page failed."""
    form = SheetForm(toy, [])
    form.refuse((), "没有开通")
    form.refuse(("items",), "请逐条登记")
    assert form.faults()[-2:] == [("", "没有开通"), ("", "明细：请逐条登记")]
