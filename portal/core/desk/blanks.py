"""Pages: numbered blanks of a form, printed for a reason; spoilt ones are made void."""

import secrets

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.wrappers import Response

from portal.core.approval.visibility import visible
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.blank import blank_view
from portal.core.characters import drawable
from portal.core.desk.in_use import refused_today
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import this_moment
from portal.core.desk.number_forms import BlanksForm, VoidForm
from portal.core.desk.numbers import STATES
from portal.core.desk.sheets import author_for, form_of, not_in_use
from portal.core.document_type import DocumentType
from portal.core.documents.blanks import NotUnused, Order, issue_blanks, void_blanks
from portal.core.documents.models import BlankIssue, Document
from portal.core.documents.operations import Author
from portal.core.paper import Paper, Signature
from portal.core.printing.at_once import pdf_answer
from portal.core.printing.html import paper_html
from portal.core.printing.job import BlankStamp
from portal.core.web.context import today
from portal.extensions import db, writing

blueprint = Blueprint("blanks", __name__)


@blueprint.get("/forms/<code>/blanks")
@allow("work")
def index(code: str) -> str:
    """How many blanks to print, and those that the visitor printed."""
    form, _ = numbered_form(code)
    return page(form, BlanksForm(formdata=None, key=secrets.token_hex(16)))


@blueprint.post("/forms/<code>/blanks")
@allow("work")
def create(code: str) -> Response | tuple[str, int]:
    """Draw their numbers."""
    form, author = numbered_form(code)
    if refused_today(form):
        return not_in_use(form)
    posted = BlanksForm()
    if not posted.validate():
        return page(form, posted), 422
    order = Order(form, int(posted.copies.data or 0), posted.reason.data or "", posted.key.data or "")
    with writing():
        issue_id = issue_blanks(order, author.person_id, author.company, this_moment()).id
    flash("编号已经发出，请打印；印坏的请在这里作废。")
    return redirect(url_for("blanks.show", issue_id=issue_id), 303)


def numbered_form(code: str) -> tuple[DocumentType, Author]:
    """The form whose blanks bear numbers, and the visitor as its author; 404 when either is none."""
    form = form_of(code)
    if form.issued != "blank":
        abort(404)
    return form, author_for(form)


def page(form: DocumentType, posted: BlanksForm) -> str:
    """The page with its form."""
    mine = select(BlankIssue).filter_by(type=form.code, person_id=visitor().person_id)
    rows, more = keyset_page(mine.options(selectinload(BlankIssue.serials)), BlankIssue.id)
    return render_template("core/desk/blanks.html", type=form, form=posted, rows=rows, more=more)


@blueprint.get("/blanks/<id:issue_id>")
@allow("work")
def show(issue_id: int) -> str:
    """What became of each number of a printing."""
    return issue_page(own_issue(issue_id), VoidForm(formdata=None))


@blueprint.post("/blanks/<id:issue_id>/voids")
@allow("work")
def create_void(issue_id: int) -> Response | tuple[str, int]:
    """Make some of them void."""
    issue, form = own_issue(issue_id), VoidForm()
    if all(serial.state != "issued" for serial in issue.serials):
        flash("没有未用的编号了，没有作废任何一张。")
        return redirect(url_for("blanks.show", issue_id=issue_id), 303)
    if not form.validate():
        return issue_page(issue, form), 422
    numbers, reason = form.numbers.data or [], form.reason.data or ""
    try:
        with writing():
            issue = db.session.get_one(BlankIssue, issue_id)
            void_blanks(issue, numbers, reason, visitor().person_id, this_moment())
    except NotUnused as fault:
        form.numbers.errors = [f"{drawable(str(fault))[:40]} 已经不是未用的编号，没有作废任何一张"]
        return issue_page(own_issue(issue_id), form), 422
    flash(f"已作废 {len(numbers)} 张，编号不会再发。")
    return redirect(url_for("blanks.show", issue_id=issue_id), 303)


@blueprint.get("/blanks/<id:issue_id>/pdf")
@allow("work")
def pdf(issue_id: int) -> Response:
    """The blanks of a printing that wait to be used, each with its number, made from the stored rows."""
    issue = own_issue(issue_id)
    form = form_of(issue.type)
    lines = tuple(Signature(label) for label in (*form.sheet.signed, *form.sheet.by_hand))
    unused = [serial for serial in issue.serials if serial.state == "issued"]
    views = [blank_view(form, issue.company, serial.number or "") for serial in unused]
    if not views:
        abort(404)
    papers = (paper_html(Paper(view, lines, (), "", issue.at), coded=True) for view in views)
    blanks = tuple(BlankStamp(issue_id, serial.serial, issue.secret) for serial in unused)
    name, back = f"{form.title} 空白单 {unused[0].number}", url_for("blanks.show", issue_id=issue_id)
    return pdf_answer(name, back, *papers, blanks=blanks)


def own_issue(issue_id: int) -> BlankIssue:
    """A printing of the visitor's own, any for the administrator; 404 otherwise, as if there were none."""
    query = select(BlankIssue).filter_by(id=issue_id).options(joinedload(BlankIssue.person))
    issue = db.session.scalar(query)
    mine = issue is not None and issue.person_id == visitor().person_id
    if issue is None or not (mine or "administer" in visitor().capabilities):
        abort(404)
    return issue


def issue_page(issue: BlankIssue, form: VoidForm) -> str:
    """The numbers of a printing with what became of them."""
    papers = visible(visitor().person_id, today())
    borne = [serial.document_id for serial in issue.serials if serial.document_id]
    seen = set(db.session.scalars(papers.where(Document.id.in_(borne))))
    values = {"issue": issue, "type": form_of(issue.type), "form": form, "seen": seen, "states": STATES}
    return render_template("core/desk/blank_issue.html", **values)
