"""签字栏: room for ink, or who signed; measured on the laid-out pages."""

from typing import Any

import msgspec
import pytest
from flask import Flask

from portal.core.blank import blank_view
from portal.core.paper import Paper, Signature
from portal.core.printing.html import paper_html
from portal.core.printing.weasy import laid_out
from tests.core.printing.filled import AT, DIGEST, OPINION, entry, paper_of
from tests.core.printing.papers import approved, order_of
from tests.turns import due

MM = 96 / 25.4
INK, NARROWEST = 15 * MM - 0.01, 34 * MM - 1  # what is measured is a sum of floats


def laid(app: Flask, paper: Paper) -> Any:
    with app.test_request_context():
        return laid_out(paper_html(paper))


def boxes(page: Any, tag: str, kind: str = "") -> list[Any]:
    """The boxes of elements on a page, with a class or none asked for."""
    found = boxes_in(page._page_box, tag)
    return [box for box in found if not kind or kind in (box.element.get("class") or "").split()]


def boxes_in(box: Any, tag: str) -> list[Any]:
    """The boxes of elements in a box, without those that WeasyPrint puts around tables."""
    found = [each for each in box.descendants() if each.element_tag == tag]
    return [each for each in found if not getattr(each, "is_table_wrapper", False)]


def in_ink(paper: Paper, *labels: str) -> Paper:
    cells = tuple(Signature(label) for label in labels or paper.view.signed)
    return msgspec.structs.replace(paper, signatures=cells)


def room_of(cell: Any) -> float:
    """How much room there is below the label of a cell and above its date."""
    label, *_, date = cell.children
    assert "年" in "".join(date.element.itertext())
    return float(date.position_y - label.position_y - label.height)


def papers_to_sign(app: Flask) -> dict[str, Paper]:
    """A draft and a blank of every form, a quarter of the forms a day."""
    forms = [form for form in app.extensions["catalogue"].types() if due(form.code)]
    drafts = {f"{form.code} draft": in_ink(paper_of(form)) for form in forms}
    cells = {form: tuple(map(Signature, form.sheet.signed)) for form in forms}
    blanks = {f"{f.code} blank": Paper(blank_view(f, "远山商贸"), cells[f], (), "", AT) for f in forms}
    return drafts | blanks


def test_every_form_has_room_for_the_ink_of_everybody(app: Flask) -> None:
    for name, paper in papers_to_sign(app).items():
        pages = laid(app, paper).pages
        cells = [cell for page in pages for cell in boxes(page, "td", "ink")]
        assert [cell.element.get("data-ink") for cell in cells] == list(paper.view.signed), name
        assert min(map(room_of, cells)) >= INK, name
        if "blank" in name:
            assert len(pages) == 1, name


@pytest.mark.parametrize(("form", "most"), [("F01-6", 5), ("F01-1", 7)])
@pytest.mark.parametrize("count", [1, 2, 5, 6, 7, 8, 10, 11, 14, 15])
def test_many_cells_stand_in_rows_and_are_not_squeezed(app: Flask, form: str, most: int, count: int) -> None:
    paper = paper_of(app.extensions["catalogue"].type(form), 1)
    labels = [f"第{n}分管副总经理" for n in range(count)]
    cells = [c for page in laid(app, in_ink(paper, *labels)).pages for c in boxes(page, "td", "ink")]
    assert [cell.element.get("data-ink") for cell in cells] == labels
    rows = [[c for c in cells if c.position_y == y] for y in sorted({c.position_y for c in cells})]
    assert max(map(len, rows)) <= most
    assert len(rows) == -(-count // most)
    assert min(cell.width + cell.padding_left + cell.padding_right for cell in cells) >= NARROWEST
    ends = {round(row[-1].position_x + row[-1].border_width()) for row in rows}
    assert len(ends) == 1, "rows of different width"
    assert min(map(room_of, cells)) >= INK


def test_a_label_of_two_lines_takes_no_room_from_the_ink(app: Flask) -> None:
    paper = in_ink(paper_of(app.extensions["catalogue"].type("F01-6"), 1), *["分管副总经理" * 4] * 5)
    cells = [cell for page in laid(app, paper).pages for cell in boxes(page, "td", "ink")]
    assert min(map(room_of, cells)) >= INK


def test_who_signed_is_told_and_his_opinion_as_far_as_it_fits(app: Flask) -> None:
    paper = paper_of(app.extensions["catalogue"].type("F07-4"))
    (page,) = laid(app, paper).pages
    assert not boxes(page, "td", "ink")
    (table,) = boxes(page, "table", "signatures")
    (history,) = boxes(page, "table", "history")
    cell, whole = texts(table)[: len(texts(table)) // len(paper.signatures)], "".join(texts(history))
    assert cell[:3] == ["借支人", "周䶮", "办事处经理"]
    assert cell[-2:] == ["2026-11-23 10:00", "7K3-MQ2"]
    shortened = "".join(cell[3:-2])
    assert OPINION.startswith(shortened)
    assert 20 < len(shortened) < len(OPINION)
    assert whole.count(OPINION) == len(paper.history)


def texts(box: Any) -> list[str]:
    """The lines of text in a box."""
    return [each.text for each in box.descendants() if hasattr(each, "text")]


def test_a_cell_that_is_passed_over_says_so_and_wants_no_ink(app: Flask) -> None:
    paper = paper_of(app.extensions["catalogue"].type("F07-4"))
    cells = (Signature("借支人"), Signature("财务部", waiting="不经此级", skipped=True))
    (page,) = laid(app, msgspec.structs.replace(paper, signatures=cells)).pages
    assert [cell.element.get("data-ink") for cell in boxes(page, "td", "ink")] == ["借支人"]
    assert "不经此级" in texts(boxes(page, "table", "signatures")[0])


@pytest.mark.parametrize("lines", range(5, 15))
def test_signatures_never_stand_alone_on_a_page(app: Flask, lines: int) -> None:
    paper = in_ink(paper_of(app.extensions["catalogue"].type("F01-1"), lines))
    (page,) = [page for page in laid(app, paper).pages if boxes(page, "table", "signatures")]
    assert boxes(page, "tr")[0].element.get("class") is None
    first = boxes(page, "table")[0]
    assert first.element.get("class") != "signatures"


def test_the_history_breaks_between_its_rows(app: Flask) -> None:
    paper = paper_of(app.extensions["catalogue"].type("F01-6"), 1)
    many = tuple(entry(f"第{n}步", "同意") for n in range(60))
    pages = laid(app, msgspec.structs.replace(paper, history=many)).pages
    rows = [r.element for p in pages for t in boxes(p, "table", "history") for r in boxes_in(t, "tr")]
    lines = [row for row in rows if row[0].tag == "td"]
    assert len(pages) > 1
    assert len(lines) == len(set(lines)) == 60


def test_post_and_opinion_are_kept_with_the_order(app: Flask) -> None:
    stored = msgspec.json.decode(order_of(app, approved(app)).paper, type=Paper)
    said = [(cell.person, cell.post, cell.opinion) for cell in stored.signatures]
    assert said == [("陈立", "", ""), ("周敏", "办事处经理", "同意")]


def test_an_order_of_before_is_read_without_them(app: Flask) -> None:
    paper = paper_of(app.extensions["catalogue"].type("F01-6"))
    plain = msgspec.to_builtins(paper)
    known = ("label", "person", "at", "code", "waiting")
    plain["signatures"] = [{key: cell[key] for key in known} for cell in plain["signatures"]]
    read = msgspec.convert(plain, Paper)
    assert {(cell.post, cell.opinion, cell.skipped) for cell in read.signatures} == {("", "", False)}
    assert read.digest == DIGEST
