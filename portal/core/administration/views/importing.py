"""Pages: people from Excel, all of them or none; faults and first passwords come back as workbooks."""

import secrets
from typing import cast

from flask import current_app, flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.administration.lists import LIST, ListRefused, enrol_all, rows_of
from portal.core.administration.views.acting import administrator
from portal.core.administration.views.blueprint import blueprint
from portal.core.auth.allow import allow
from portal.core.auth.passwords import Passwords
from portal.core.desk.workbooks import as_file, chosen_workbook
from portal.core.forms.cells import CellForm, faults_of
from portal.core.spreadsheets.reading import Unusable
from portal.core.spreadsheets.writing import table_workbook, workbook
from portal.extensions import db, writing


@blueprint.get("/organisation/people/template.xlsx")
@allow("administer")
def people_template() -> Response:
    """The empty list."""
    return as_file(workbook(LIST, [], {}), f"{LIST.title} 模板")


@blueprint.post("/organisation/people/import")
@allow("administer")
def import_people() -> Response:
    """Enrol everybody on a list, or give it back with what is wrong marked."""
    try:
        fields = chosen_workbook(LIST)
    except Unusable as fault:
        flash(f"没有登记：{fault}。")
        return redirect(url_for("organisation.people"), 303)
    rows = rows_of(fields)
    faults = faults_of(rows)
    if rows and not faults:
        try:
            return enrolled(rows)
        except ListRefused as refused:
            faults = dict(refused.faults)
    return as_file(workbook(LIST, fields, faults), f"{LIST.title} 标出要改的地方（没有登记）")


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
