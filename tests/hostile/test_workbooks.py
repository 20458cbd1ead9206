"""Every address that takes a workbook, with workbooks that nobody filled in: told in words, soon."""

import io
import resource
import time
from datetime import datetime

import pytest
import xlsxwriter
from flask import Flask

from portal.core.facts import tables
from portal.core.spreadsheets.layout import HEAD_ROW, HEAD_SHEET, NAMES_ROW, marker, sheet_name
from portal.core.spreadsheets.reading import Unusable, read_workbook
from portal.core.spreadsheets.writing import workbook
from portal.regulations.customer_maintenance.documents import visit_plan
from tests.hostile.workbooks import HOSTILE

MOST_SECONDS, MOST_GROWTH = 15, 200 * 1024
EVERYWHERE = ("", "empty", "xls", "two far corners", "wrong sheet", "laughs")


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_words_soon_and_in_little_memory(name: str) -> None:
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Unusable) as refused:
        read_workbook(visit_plan, HOSTILE[name])
    assert any(word in str(refused.value) for word in ("模板", ".xlsx")), name
    assert time.perf_counter() - began < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_GROWTH


def test_days_as_text_as_days_and_as_numbers_mean_what_excel_shows(app: Flask) -> None:
    """A number in a day's cell stays a number, never guessed; merged and computed cells read as shown."""
    place, (table,) = io.BytesIO(), tables(visit_plan.facts).values()
    with xlsxwriter.Workbook(place, {"default_date_format": "yyyy-mm-dd"}) as made:
        head, lines = made.add_worksheet(HEAD_SHEET), made.add_worksheet(sheet_name(table.table.label))
        head.write_string(0, 0, marker(visit_plan))
        lines.write_row(NAMES_ROW, 0, ["day", "goal", "frequency"])
        lines.write_string(HEAD_ROW + 1, 0, "2026年12月1日")
        lines.write_datetime(HEAD_ROW + 2, 0, datetime(2026, 12, 1))  # noqa: DTZ001 - a workbook has no zone
        lines.write_number(HEAD_ROW + 3, 0, 46357)
        lines.write_number(HEAD_ROW + 4, 0, 46357.5)
        lines.merge_range(HEAD_ROW + 5, 0, HEAD_ROW + 5, 1, "2026-12-02")
        lines.write_formula(HEAD_ROW + 6, 1, "=1+1", value="算出来的")
        lines.write_boolean(HEAD_ROW + 7, 1, True)
    read = dict(read_workbook(visit_plan, place.getvalue()))
    days = [read[f"lines-{n}-day"] for n in range(5)]
    assert days == ["2026年12月1日", "2026-12-01", "46357", "46357.5", "2026-12-02"]
    assert (read["lines-5-goal"], read["lines-6-goal"]) == ("算出来的", "是")


def test_what_calamine_cannot_survive_leaves_the_portal_alive() -> None:
    """Two cells far apart made it ask for 500 GB: the whole process died of 1.5 KB."""
    for _ in range(2):
        with pytest.raises(Unusable):
            read_workbook(visit_plan, HOSTILE["two far corners"])
    assert read_workbook(visit_plan, workbook(visit_plan, [("month", "2026-12")], {}))[0] == (
        "month",
        "2026-12",
    )
