"""Pages: people from Excel, all of them or none; faults and first passwords come back as workbooks."""

import secrets
from typing import cast

from flask import current_app, url_for
from werkzeug.wrappers import Response

from portal.core.administration.lists import LIST, ListRefused, enrol_all, rows_of
from portal.core.administration.views.acting import administrator
from portal.core.administration.views.blueprint import blueprint
from portal.core.auth.allow import allow
from portal.core.auth.passwords import Passwords
from portal.core.desk.list_imports import Faulty, empty_list, require_good, taken_in
from portal.core.desk.workbooks import as_file
from portal.core.forms.cells import CellForm
from portal.core.forms.fields import Fields
from portal.core.spreadsheets.writing import table_workbook
from portal.extensions import db, writing


@blueprint.get("/organisation/people/template.xlsx")
@allow("administer")
def people_template() -> Response:
    """The empty list."""
    return empty_list(LIST)


@blueprint.post("/organisation/people/import")
@allow("administer")
def import_people() -> Response:
    """Enrol everybody on a list, or give it back with what is wrong marked."""
    return taken_in(LIST, url_for("organisation.people"), enrol)


def enrol(fields: Fields) -> Response:
    """Enrol them; raises Faulty."""
    rows = rows_of(fields)
    require_good(rows)
    try:
        return enrolled(rows)
    except ListRefused as refused:
        raise Faulty(refused.faults) from None


def enrolled(rows: list[CellForm]) -> Response:
    """Enrol them; the answer is the only place where their first passwords stand. Raises ListRefused."""
    hashing = cast(Passwords, current_app.extensions["passwords"])
    words = [secrets.token_urlsafe(9) for _ in rows]
    db.session.rollback()
    hashes = [hashing.hash(word) for word in words]
    with writing():
        enrol_all(rows, hashes, administrator())
    named = zip(rows, words, strict=True)
    told = [(row.cell("number").data, row.cell("name").data, word) for row, word in named]
    return as_file(table_workbook("初始密码", ("工号", "姓名", "初始密码"), told), "初始密码（只给这一次）")
