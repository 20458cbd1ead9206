"""A sheet with every kind of cell, drawn for filling, reading and printing."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask, render_template_string
from jinja2_fragments.flask import render_block

from portal.core.changes import differences, marked
from portal.core.desk.sitting import Sitting
from portal.core.facts import tables
from portal.core.forms.sheet_form import SheetForm
from portal.core.paper import Paper
from portal.core.printing.html import paper_html
from portal.core.sheet import SheetView
from tests.core.forms.test_every_kind import facts, typed
from tests.core.forms.toys import HEAD, Toy, toy
from tests.hostile.values import by_id, words
from tests.html import parsed
from tests.pages import Page, require_labels, require_nothing_inline, require_unique_ids, value_of
from tests.terms import TERMS

READ = '{% from "components/sheet_view.html" import sheet_view %}{{ sheet_view(view, []) }}'


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context("/forms/t00-1/" + "c" * 32):
        yield


def page(html: str) -> Page:
    whole = html if html.startswith("<!DOCTYPE") else f"<!DOCTYPE html><title>T</title><main>{html}</main>"
    drawn = Page(None, parsed(whole))
    require_unique_ids(drawn)
    return drawn


def filling(form: SheetForm, edits: tuple[str, ...] | None = None) -> str:
    sitting = Sitting(toy, "c" * 32, 1, HEAD, facts=form.facts(TERMS), edits=edits)
    about = {"faults": form.faults(), "tables": tables(Toy), "suggestions": {"customer": ["嘉禾建材 E0001"]}}
    return render_block("core/desk/fill.html", "sheet", sitting=sitting, form=form, route=[], **about)


def fill(form: SheetForm, edits: tuple[str, ...] | None = None) -> Page:
    drawn = page(filling(form, edits))
    require_labels(drawn)
    require_nothing_inline(drawn)
    return drawn


def view(form: SheetForm) -> SheetView:
    return toy.view(facts(form), HEAD, "T-202612-0001")


def read(shown: SheetView) -> Page:
    return page(render_template_string(READ, view=shown))


def printing(shown: SheetView) -> str:
    return paper_html(Paper(shown, (), (), "0" * 64, datetime(2026, 12, 1, tzinfo=UTC)))


def printed(shown: SheetView) -> Page:
    return page(printing(shown))


def foot(drawn: Page, tag: str, name: str | None = None) -> str:
    (found,) = [e for e in drawn.all(tag) if name is None or e.get("class") == name]
    return " ".join(words(found).split())


@pytest.mark.parametrize("changed", [{}, {"payment": "支票", "share": "12‰"}, {"urgent": "是"}])
def test_what_was_typed_stands_in_every_input(changed: dict[str, str]) -> None:
    form = typed(**changed)
    drawn = by_id(fill(form))
    for cell in [c for part in (form.head, *form.tables["items"]) for c in part.cells()]:
        if not cell.column.cell.copied:
            assert value_of(drawn[cell.id]) == cell.typed, cell.id


def test_a_choice_is_a_select_and_a_time_a_picker_unless_it_cannot_show_what_was_typed() -> None:
    drawn = by_id(fill(typed(begins="8点")))
    assert [o.get("value") for o in drawn["payment"].iter("option")] == ["", "现金", "转账", "其他"]
    assert drawn["begins"].get("type") == "text"
    assert by_id(fill(typed()))["begins"].get("type") == "time"


def test_a_cell_that_an_answer_demands_says_so_without_a_script() -> None:
    drawn = by_id(fill(typed()))
    assert words(drawn["other-when"]) == "「付款方式」为「其他」时填写，其他时候不计入"
    assert drawn["other"].get("aria-describedby") == "other-when"


def test_totals_stand_in_the_foot_wherever_the_sheet_is_shown() -> None:
    shown = view(typed())
    expected = ("2", "1.5 吨", "¥100.00", "金额合计（大写）：", "人民币壹佰元整")
    feet = (foot(fill(typed()), "tfoot"), foot(read(shown), "tfoot"), foot(printed(shown), "tbody", "totals"))
    for text in feet:
        assert [part for part in expected if part not in text] == []


@pytest.mark.parametrize("drawn", [read, printed])
def test_reading_and_paper_leave_out_what_was_not_needed(drawn) -> None:
    assert "其他方式" not in drawn(view(typed())).text
    assert "其他方式" in drawn(view(typed(payment="其他", other="支票"))).text
    assert "人民币壹仟贰佰叁拾肆元伍角整" in drawn(view(typed())).text


def test_what_is_no_longer_needed_is_shown_once_as_a_change() -> None:
    before, after = view(typed(payment="其他", other="支票")), view(typed(items__0__cost="80"))
    changed = marked(before, after)
    assert differences(changed) == [
        "付款方式：其他 → 现金",
        "其他方式：支票 → （空）",
        "第1行 金额：¥100.00 → ¥80.00",
        "合计 金额：¥100.00 → ¥80.00",
    ]
    assert [words(e) for e in read(changed).all("del")] == ["其他", "支票", "¥100.00", "¥100.00"]


def test_what_a_step_may_not_edit_is_shown_with_its_unit() -> None:
    drawn = by_id(fill(typed(), edits=("remarks",)))
    assert drawn["limit"].tag == "output"
    assert words(drawn["limit"]) == "1,234.50 元"


def test_faults_stand_at_their_cells() -> None:
    form = typed(limit="1.234,50", items__0__passed="否")
    assert form.facts(TERMS) is None
    drawn = fill(form)
    assert drawn.faults() == ["金额请写成 1,234.50 这样", "请填写"]
    assert by_id(drawn)["limit"].get("aria-invalid") == "true"
