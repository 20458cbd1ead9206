"""Pages: contracts, entered alone or from Excel, corrected for a reason."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.list_imports import Faulty, empty_list, require_good, taken_in
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import this_moment
from portal.core.documents.drafts import discard, keep, kept
from portal.core.forms.cells import CellForm, faults_of, forgiven, form_class
from portal.core.forms.fields import Fields, line_start
from portal.core.forms.sheet_form import padded
from portal.core.web.context import now
from portal.core.web.posted import posted_fields
from portal.domain.expenses.contract_forms import (
    LIST,
    TAKEN,
    agreed_from,
    refuse_known,
    row_of,
    rows_of,
    typed_row,
)
from portal.domain.expenses.contracts import NumberTaken, correct_contract, enter_contracts
from portal.domain.expenses.desk import KEEPER, READER, keeps
from portal.domain.expenses.facts import Correction
from portal.domain.expenses.models import Contract
from portal.domain.expenses.queries import contracts
from portal.domain.expenses.views.blueprint import blueprint
from portal.extensions import db, writing

NEW = "contract:new"
LONGEST_SEARCH = 80


@blueprint.get("/contracts")
@allow(READER)
def contracts_index() -> str:
    """The contracts, the newest first, or those that a text finds."""
    text = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    rows, more = keyset_page(contracts(text), Contract.id)
    return render_template("domain/expenses/contracts.html", rows=rows, more=more, text=text, keeps=keeps())


@blueprint.get("/contracts/new")
@allow(KEEPER)
def new_contract() -> str:
    """An empty card, or as far as it was filled."""
    return page(forgiven(row_of(kept(visitor().person_id, NEW) or [])))


def park_new(person_id: int) -> str:
    """Keep what was posted after the session ran out."""
    keep_draft(person_id, NEW)
    return url_for("expenses.new_contract")


@blueprint.post("/contracts/new")
@allow(KEEPER, park=park_new)
def create_contract() -> Response | tuple[str, int]:
    """Enter one."""
    form = row_of(posted_fields())
    agreed = agreed_from([form])
    if not agreed:
        return refuse(form)
    try:
        with writing():
            enter_contracts(agreed, visitor().person_id, this_moment())
            discard(visitor().person_id, NEW)
    except NumberTaken:
        form.cell("number").refuse(TAKEN)
        return refuse(form)
    flash(f"已登记合同 {agreed[0].number}。")
    return redirect(url_for("expenses.contracts_index"), 303)


@blueprint.get("/contracts/<id:contract_id>/edit")
@allow(KEEPER)
def edit_contract(contract_id: int) -> str:
    """What the register says, to correct."""
    row = one_contract(contract_id)
    fields = kept(visitor().person_id, place(row.id)) or line_start("lines", [typed_row(row)])
    return page(forgiven(row_of(fields)), row, forgiven(reason_of(fields)))


def park_correction(person_id: int, contract_id: int) -> str:
    """Keep what was posted after the session ran out."""
    if db.session.get(Contract, contract_id):
        keep_draft(person_id, place(contract_id))
    return url_for("expenses.edit_contract", contract_id=contract_id)


@blueprint.post("/contracts/<id:contract_id>/edit")
@allow(KEEPER, park=park_correction)
def update_contract(contract_id: int) -> Response | tuple[str, int]:
    """Correct it, for a reason."""
    row, form, why = one_contract(contract_id), row_of(posted_fields()), reason_of(posted_fields())
    agreed = agreed_from([form])
    if not agreed or why.cell("reason").error:
        return refuse(form, row, why)
    person_id, reason = visitor().person_id, why.cell("reason").data
    try:
        with writing():
            changed = correct_contract(contract_id, agreed[0], reason, person_id, this_moment())
            discard(person_id, place(contract_id))
    except NumberTaken:
        form.cell("number").refuse(TAKEN)
        return refuse(form, one_contract(contract_id), why)
    flash("已更正，原来登记的留在记录里。" if changed else "和登记的一样，没有改动。")
    return redirect(url_for("expenses.contracts_index"), 303)


@blueprint.get("/contracts/template.xlsx")
@allow(KEEPER)
def contracts_template() -> Response:
    """The empty list."""
    return empty_list(LIST)


@blueprint.post("/contracts/import")
@allow(KEEPER)
def take_contracts_in() -> Response:
    """Enter all rows of a list, or give it back with what is wrong marked."""
    return taken_in(LIST, url_for("expenses.contracts_index"), enter_list)


def enter_list(fields: Fields) -> Response:
    """Enter them; raises Faulty."""
    rows = rows_of(fields)
    agreed = agreed_from(rows)
    refuse_known(rows, agreed)
    require_good(rows)
    try:
        with writing():
            count = enter_contracts(agreed, visitor().person_id, this_moment())
    except NumberTaken as taken:
        rows[taken.position].cell("number").refuse(TAKEN)
        raise Faulty(faults_of(rows)) from None
    flash(f"已登记 {count} 份合同。")
    return redirect(url_for("expenses.contracts_index"), 303)


def one_contract(contract_id: int) -> Contract:
    """A contract, if there is one."""
    return db.session.get(Contract, contract_id) or abort(404)


def reason_of(fields: Fields) -> CellForm:
    """Why it is corrected, as posted."""
    return form_class(Correction)(MultiDict(padded(Correction, fields)))


def page(form: CellForm, row: Contract | None = None, why: CellForm | None = None) -> str:
    """The form: of a new contract, or of one that is entered."""
    cells = [cell for each in (form, why) if each for cell in each.cells()]
    faults = [(cell.id, f"{cell.label.text}：{cell.error}") for cell in cells if cell.error]
    return render_template("domain/expenses/contract.html", form=form, row=row, why=why, faults=faults)


def refuse(form: CellForm, row: Contract | None = None, why: CellForm | None = None) -> tuple[str, int]:
    """The form again with every fault at its cell, and the draft kept."""
    with writing():
        keep_draft(visitor().person_id, place(row.id) if row else NEW)
    return page(form, row, why), 422


def keep_draft(person_id: int, where: str) -> None:
    """Keep what was posted; inside a writing transaction."""
    keep(person_id, where, "contract", "合同", posted_fields(), now())


def place(contract_id: int) -> str:
    """Where the draft of a correction is kept."""
    return f"contract:{contract_id}"
