"""本页小计 and 累计, read back from the PDF: a table with totals says them on each of its pages."""

import re
import time
from pathlib import Path

import pytest
from flask import Flask

from portal.core.kinds import shown
from portal.core.paper import Paper
from portal.core.printing.html import paper_html
from portal.core.printing.job import Job
from portal.core.printing.renderer import renderer
from portal.core.sheet import CellView, RowView, SheetView, TableView
from portal.core.totals import total
from tests.core.forms.toys import Item, toy
from tests.core.printing.filled import AT, DIGEST, HEAD, paper_of
from tests.core.printing.papers import text_of

LINE = re.compile(r"^ *(\d+) {2,}\S")
ON_FIRST = 14  # lines that a page holds with the total


def pages_of(app: Flask, paper: Paper, folder: Path, spacer: int = 0) -> list[list[str]]:
    """The lines of text on each page; `spacer` millimetres above the table."""
    with app.test_request_context():
        html = paper_html(paper)
    above = f'<div style="height: {spacer}mm"></div><table class="lines">'
    pdf = renderer().render(Job((html.replace('<table class="lines">', above, 1) if spacer else html,)))
    return [page.splitlines() for page in text_of(pdf, folder, "-layout").split("\f")[:-1]]


def said(page: list[str], label: str) -> list[list[str]]:
    """The figures of each row with a label."""
    return [re.split(r" {2,}", line.strip())[1:] for line in page if line.strip().startswith(label)]


def sums(items: tuple[Item, ...]) -> list[str]:
    return [shown(total(getattr(item, name) for item in items)) for name in ("pieces", "weight", "cost")]


def serials(page: list[str]) -> list[int]:
    return [int(found[1]) for found in map(LINE.match, page) if found]


@pytest.mark.parametrize("lines", [ON_FIRST + 1, ON_FIRST + 5, 300])
def test_each_page_says_its_sum_and_the_sum_so_far(app: Flask, tmp_path: Path, lines: int) -> None:
    paper, began = paper_of(toy, lines), time.perf_counter()
    items = toy.read(paper.facts, toy.version).items
    pages = [page for page in pages_of(app, paper, tmp_path) if serials(page)]
    print(f"\n{lines} lines on {len(pages)} pages: {time.perf_counter() - began:.2f} s")
    assert [n for page in pages for n in serials(page)] == list(range(1, lines + 1))
    assert len(pages) > 1
    for page in pages:
        first, last = serials(page)[0] - 1, serials(page)[-1]
        assert said(page, "本页小计") == [sums(items[first:last])]
        assert said(page, "累计") == ([] if page is pages[-1] else [sums(items[:last])])
        assert said(page, "合计") == ([sums(items)] if page is pages[-1] else [])


def test_a_table_on_one_page_has_its_total_alone(app: Flask, tmp_path: Path) -> None:
    page = pages_of(app, paper_of(toy, ON_FIRST), tmp_path)[0]
    assert (len(serials(page)), said(page, "本页小计"), said(page, "累计")) == (ON_FIRST, [], [])
    assert len(said(page, "合计")) == 1


def amounts(name: str, count: int, foot: str = "", words: str = "核对", swapped: bool = False) -> TableView:
    """A table of words and of an amount that is summed; `swapped` with the amount first."""
    way = slice(None, None, -1 if swapped else 1)

    def row(what: str, figure: str) -> tuple[CellView, ...]:
        return (CellView("b", "事项", what, 3), CellView("a", "金额", figure, 3, figure=True))[way]

    rows = tuple(RowView(str(n), row(words if n == 1 else "核对", "¥1.50")) for n in range(count))
    return TableView(name, name, row("", ""), rows, row("", foot or f"¥{count * 3 / 2:,.2f}"))


def paper_with(*tables: TableView) -> Paper:
    view = SheetView(HEAD, "对账单", "T00-2", "D-1", "", "A4", tables, ())
    return Paper(view, (), (), DIGEST, AT)


def test_each_of_two_tables_has_its_own(app: Flask, tmp_path: Path) -> None:
    pages = pages_of(app, paper_with(amounts("甲", 50), amounts("乙", 60)), tmp_path)
    told = [row[0] for page in pages for row in said(page, "本页小计")]
    assert len(told) >= 4
    assert sum(float(text[1:]) for text in told) == 110 * 1.5
    assert [row[0] for page in pages for row in said(page, "合计")] == ["¥75.00", "¥90.00"]


def test_a_foot_that_is_no_sum_gets_none(app: Flask, tmp_path: Path) -> None:
    pages = pages_of(app, paper_with(amounts("甲", 60, foot="¥1.50")), tmp_path)
    assert len(pages) > 1
    assert not any(said(page, "本页小计") for page in pages)


@pytest.mark.parametrize("spacer", range(196, 226, 3))
def test_wherever_a_table_begins_no_sum_stands_apart_from_its_lines(
    app: Flask, tmp_path: Path, spacer: int
) -> None:
    pages = pages_of(app, paper_with(amounts("甲", 12)), tmp_path, spacer)
    assert sum(len(serials(page)) for page in pages) == 12
    with_lines = [page for page in pages if serials(page)]
    told = [[float(row[0][1:]) for row in said(page, "本页小计")] for page in with_lines]
    assert told == ([[1.5 * len(serials(page))] for page in with_lines] if len(with_lines) > 1 else [[]])
    assert all(serials(page) for page in pages if said(page, "本页小计") or said(page, "合计"))


def test_a_line_higher_than_a_page_leaves_the_total_alone(app: Flask, tmp_path: Path) -> None:
    pages = pages_of(app, paper_with(amounts("甲", 3, words="长" * 4000)), tmp_path)
    assert len(pages) > 2
    assert [row[0] for page in pages for row in said(page, "合计")] == ["¥4.50"]


def test_where_the_first_column_is_summed_the_label_takes_two_lines(app: Flask, tmp_path: Path) -> None:
    pages = pages_of(app, paper_with(amounts("甲", 60, swapped=True)), tmp_path)
    pages_with_lines = [len(serials(page)) for page in pages if serials(page)]
    told = [re.findall(r"本页\s+(\S+)\s+小计", "\n".join(page)) for page in pages]
    assert [float(figure[1:]) for page in told for figure in page] == [1.5 * n for n in pages_with_lines]


def test_a_form_of_the_catalogue_has_them_too(app: Flask, tmp_path: Path) -> None:
    form = app.extensions["catalogue"].type("F01-4")
    pages = pages_of(app, paper_of(form, 60), tmp_path)
    assert [len(said(page, "本页小计")) for page in pages] == [1] * len(pages)
    assert len(said(pages[-1], "合计")) == 1
