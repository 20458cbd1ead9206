"""R07 §2.1, §3.1: a table that is written by hand has room for its sums, and still fits one page."""

import re
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from portal.core.blank import blank_view
from portal.core.sheet import TableView
from portal.core.web.context import catalogue
from tests.conftest import signed_in


def table(app: Flask, code: str) -> TableView:
    """The only table of a blank."""
    with app.app_context():
        rows = blank_view(catalogue().type(code), "远山商贸").rows
        return next(row for row in rows if isinstance(row, TableView))


@pytest.mark.parametrize("code", ["F07-1", "F07-2", "F07-3", "F07-8"])
def test_r07_2_1_a_blank_has_a_cell_for_each_total(app: Flask, code: str) -> None:
    found = table(app, code)
    assert [cell.name for cell in found.foot] == [head.name for head in found.heads]


@pytest.mark.parametrize("code", ["F07-5", "F07-7"])
def test_r07_1_3_a_table_without_totals_has_none(app: Flask, code: str) -> None:
    assert table(app, code).foot == ()


@pytest.mark.parametrize(("code", "columns"), [("F07-3", ["amount"]), ("F07-8", ["amount"]), ("F07-1", [])])
def test_r07_3_1_a_sum_that_stands_alone_is_written_in_words_too(
    app: Flask, code: str, columns: list[str]
) -> None:
    assert [cell.name for cell in table(app, code).foot if cell.capitals] == columns


@pytest.mark.parametrize("code", ["f07-1", "f07-2", "f07-3", "f07-8"])
def test_r07_2_1_a_blank_is_one_page(app: Flask, code: str, tmp_path: Path) -> None:
    paper = tmp_path / "blank.pdf"
    paper.write_bytes(signed_in(app, "1010").get(f"/forms/{code}/blank.pdf").response.data)
    told = subprocess.run(["/usr/bin/pdfinfo", str(paper)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^Pages: +1$", told, re.M)
