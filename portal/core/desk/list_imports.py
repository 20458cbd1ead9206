"""Taking in a list from Excel: all of it or none; what is wrong comes back in the same workbook."""

from collections.abc import Callable, Mapping, Sequence

from flask import flash, redirect
from werkzeug.wrappers import Response

from portal.core.desk.workbooks import as_file, chosen_workbook
from portal.core.forms.cells import CellForm, faults_of
from portal.core.forms.fields import Fields
from portal.core.spreadsheets.layout import ListForm
from portal.core.spreadsheets.reading import Unusable
from portal.core.spreadsheets.writing import workbook


class Faulty(Exception):
    """What is wrong with a list, by cell, or that it is empty; nothing was stored."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(faults)
        self.faults = faults


def empty_list(form: ListForm) -> Response:
    """The workbook to fill."""
    return as_file(workbook(form, [], {}), f"{form.title} 模板")


def taken_in(form: ListForm, back: str, take: Callable[[Fields], Response]) -> Response:
    """The answer of whoever takes a list in; its workbook again, with what he finds wrong (he raises Faulty),
    or back to a page that says why it is no such list."""
    try:
        fields = chosen_workbook(form)
    except Unusable as fault:
        flash(f"没有登记：{fault}。")
        return redirect(back, 303)
    try:
        return take(fields)
    except Faulty as found:
        marked = workbook(form, fields, dict(found.faults))
        return as_file(marked, f"{form.title} 标出要改的地方（没有登记）")


def require_good(rows: Sequence[CellForm]) -> None:
    """Raise Faulty for a list of which any cell is wrong, or that has no rows."""
    faults = faults_of(rows)
    if faults or not rows:
        raise Faulty(faults)
