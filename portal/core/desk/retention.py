"""Pages: 销毁清册. What may be destroyed, lists of it with their appraisal, on paper and as a workbook. Only
numbers and days are shown, never what a document says."""

import secrets

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms import HiddenField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import InputRequired, NumberRange

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import company, this_moment
from portal.core.desk.verb_form import VerbForm
from portal.core.desk.words import Needed
from portal.core.desk.workbooks import as_file
from portal.core.document_type import DocumentType
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.core.instants import local_day
from portal.core.printing.at_once import pdf_answer
from portal.core.printing.html import printed
from portal.core.retention.faults import NotPossible
from portal.core.retention.listing import MOST, Wanted, prepare
from portal.core.retention.models import (
    LONGEST_OPINION,
    DestructionItem,
    DestructionList,
    DestructionSignature,
)
from portal.core.retention.queries import Until, due, on_list
from portal.core.retention.rules import is_permanent
from portal.core.spreadsheets.writing import table_workbook
from portal.core.web.context import catalogue, now, today, zone
from portal.core.web.menu import MenuEntry
from portal.extensions import db, writing

blueprint = Blueprint("retention", __name__)
MENU = [MenuEntry("retention.index", "销毁清册", "keep_records")]
DRAFT_PLACES = {"retention": lambda _: url_for("retention.new")}
PLACE = "retention:new"
FIRST_YEAR = 2000
YEAR = f"填 {FIRST_YEAR} 到去年的一个年份"
HEADINGS = ("序号", "编号", "表单", "办结日期", "保管期限", "可以销毁的日期", "已保管", "状态")


class DueForm(VerbForm):
    """Up to which year, which form, and the opinion that appraised what is listed."""

    year = IntegerField("办结年度到（含）", [InputRequired(YEAR)])
    form = SelectField("表单", default="")
    words = Needed("鉴定意见", LONGEST_OPINION)
    key = HiddenField()

    def begin(self) -> None:
        """The years and forms that there are, and a key where there is none yet."""
        last = today().year - 1
        self.year.validators = [InputRequired(YEAR), NumberRange(FIRST_YEAR, last, YEAR)]
        self.year.data = last if self.year.data is None and not self.year.raw_data else self.year.data
        self.form.choices = [SelectChoice("", "全部")]
        self.form.choices += [SelectChoice(form.code, f"{form.code} {form.title}") for form in listable()]
        self.key.data = (self.key.data or secrets.token_hex(16))[:40]

    def wanted(self) -> Wanted:
        """The valid form."""
        chosen = [form for form in listable() if self.form.data in ("", form.code)]
        until = Until(self.year.data or 0, today(), zone())
        return Wanted(chosen, until, self.words.data or "", self.key.data or "")


def listable() -> list[DocumentType]:
    """The forms whose documents are not kept for ever."""
    return [form for form in catalogue().types() if not is_permanent(form.keep_years)]


@blueprint.get("/records")
@allow("keep_records")
def index() -> str:
    """The lists, the newest first."""
    query = select(DestructionList).options(joinedload(DestructionList.preparer))
    rows, more = keyset_page(query, DestructionList.id)
    return render_template("core/desk/retention.html", rows=rows, more=more)


@blueprint.get("/records/new")
@allow("keep_records")
def new() -> str | tuple[str, int]:
    """What may be destroyed, of a form and up to a year, and the form of a list."""
    typed = drafts.kept(visitor().person_id, PLACE) or []
    form = DueForm(MultiDict(typed) if typed and not request.args else request.args, meta={"csrf": True})
    form.begin()
    asked = bool(typed or request.args)
    good = not asked or (form.year.validate(form) and form.form.validate(form))
    form.form_errors = []
    return due_page(form) if good else (due_page(form, shown=False), 422)


def park(person_id: int) -> str:
    """Keep the opinion that met an expired session."""
    names = ("year", "form", "words")
    fields = [(name, request.form.get(name, "")[: LONGEST_OPINION * 2]) for name in names]
    drafts.keep(person_id, PLACE, "", "销毁清册", fields, now())
    return url_for("retention.new")


@blueprint.post("/records")
@allow("keep_records", park=park)
def create() -> Response | tuple[str, int]:
    """Enter the list; a second press shows what the first one made."""
    form = DueForm()
    form.begin()
    if not form.validate():
        return due_page(form, shown=not (form.year.errors or form.form.errors)), 422
    wanted, me = form.wanted(), visitor().person_id
    try:
        with writing():
            list_id = prepare(wanted, me, this_moment()).id
            drafts.discard(me, PLACE)
    except NotPossible as fault:
        form.at("", str(fault))
        return due_page(form), 409
    flash("已编制清册，等财务（档案）负责人签字。")
    return redirect(url_for("retention_signing.show", list_id=list_id), 303)


def due_page(form: DueForm, shown: bool = True) -> str:
    """What is due, and the form."""
    wanted = form.wanted()
    query = due(wanted.forms, wanted.until)
    rows, more = keyset_page(query, Document.id) if shown else ([], None)
    count = db.session.scalar(select(func.count()).select_from(query.subquery())) if shown else 0
    told = {"rows": rows, "more": more, "count": count, "most": MOST, "shown": shown}
    asked = {"year": form.year.data, "form": form.form.data}
    return render_template("core/desk/retention_due.html", form=form, asked=asked, **told)


@blueprint.get("/records/<id:list_id>/pdf")
@allow("keep_records")
def pdf(list_id: int) -> Response:
    """The list on paper, with room for ink."""
    row = list_of(list_id)
    name = f"会计档案销毁清册 {row.number}"
    values = {"row": row, "rows": lines(row), "headings": HEADINGS, "company": company(visitor())}
    html = printed("destruction_list", title=name, **values)
    return pdf_answer(name, url_for("retention_signing.show", list_id=list_id), html)


@blueprint.get("/records/<id:list_id>/xlsx")
@allow("keep_records")
def xlsx(list_id: int) -> Response:
    """The list as a workbook."""
    row = list_of(list_id)
    return as_file(table_workbook("销毁清册", HEADINGS, lines(row)), f"销毁清册 {row.number}")


def list_of(list_id: int) -> DestructionList:
    """A list with its signatures; 404 for none."""
    signed = selectinload(DestructionList.signatures).joinedload(DestructionSignature.person)
    query = (
        select(DestructionList).filter_by(id=list_id).options(signed, joinedload(DestructionList.preparer))
    )
    return db.session.scalar(query) or abort(404)


def lines(row: DestructionList) -> list[tuple[str, ...]]:
    """Every document that stands on a list, or stood there when it was refused."""
    mine = on_list(row.id) if row.state != "refused" else select(DestructionItem).filter_by(list_id=row.id)
    items = db.session.scalars(
        mine.options(joinedload(DestructionItem.document)).order_by(DestructionItem.id)
    )
    return [line(number, item, row) for number, item in enumerate(items, 1)]


def line(number: int, item: DestructionItem, row: DestructionList) -> tuple[str, ...]:
    """One document on paper."""
    document = item.document
    finished = local_day(document.finished_at or document.submitted_at, zone())
    years = f"{local_day(row.at, zone()).year - finished.year} 年"
    told = (f"{number}", document.number, catalogue().type(document.type).title, f"{finished}")
    return (*told, item.kept_told, f"{item.due_from}", years, document.status_label)
