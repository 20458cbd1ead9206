"""Pages: one scanned page, its picture, and what a person says it is."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from portal.core.approval.verifying import standing
from portal.core.approval.visibility import seen_by
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.scans import words
from portal.core.desk.words import Reason
from portal.core.files.store import place_of
from portal.core.scans.filing import Overtaken, assign, confirm, set_aside
from portal.core.scans.matching import Slot, document_in_force
from portal.core.scans.models import BLANK, LONGEST_WORDS, ScanPage
from portal.core.scans.printed import blank_of, printed_of
from portal.core.scans.queries import shown
from portal.core.web.context import now, settings, today
from portal.extensions import db, writing

blueprint = Blueprint("scan_pages", __name__)
CONFIRMED = ("empty_box", "unseen")
KINDS = [SelectChoice("printed", "打印的单据"), SelectChoice("blank", "手填的空白单")]
STANDS = {False: ("valid",), True: ("valid", "unfinished")}  # how what is on paper, or on a blank, may stand


class AsideForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Why a page is put away."""

    words = Reason("放到一边的原因", LONGEST_WORDS)


class AssignForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Which page of which paper it is."""

    number = StringField(
        "单据编号", [InputRequired("请填写单据编号"), Length(max=40, message="最多 40 个字")]
    )
    kind = SelectField("哪一种纸", choices=KINDS, default="printed")
    copy = IntegerField(
        "第几份（没有编号的副本、空白单填 0）", [NumberRange(0, 9999, "请填写 0 到 9999 的整数")], default=0
    )
    page = IntegerField("第几页", [NumberRange(1, 9999, "请填写页码")], default=1)
    row: ScanPage  # the page that is assigned
    slot: Slot | None = None

    @classmethod
    def of(cls, row: ScanPage) -> "AssignForm":
        """What a fresh form says of a page: a blank bears its number."""
        number = row.words if row.reason == "blank_issued" else ""
        kind = "blank" if row.copy == BLANK else "printed"
        return cls(formdata=None, number=number, kind=kind, page=row.page or 1)

    @classmethod
    def posted(cls, row: ScanPage) -> "AssignForm":
        """What was posted about a page."""
        form = cls()
        form.row = row
        return form

    def validate_number(self, field: StringField) -> None:
        """A document that the visitor may see, of which such a paper was printed."""
        document = document_in_force((field.data or "").strip(), visitor().person_id)
        blank = self.kind.data == "blank"
        if document is None or standing(document) not in STANDS[blank]:
            raise ValidationError("没有这个编号的有效单据，或者你无权查看")
        copy = BLANK if blank else self.copy.data or 0
        printed = blank_of(document, self.row) if blank else printed_of(document.id, copy)
        if printed is None:
            raise ValidationError("这张单据不是从空白单录入的" if blank else "这张单据没有打印过这一份")
        self.slot = Slot(document.id, printed.version, copy, self.page.data or 1, printed.pages)

    def validate_page(self, field: IntegerField) -> None:
        """One of the paper's pages."""
        if self.slot and field.data and field.data > self.slot.pages:
            raise ValidationError(f"这张单据只有 {self.slot.pages} 页")


@blueprint.get("/scan-pages/<id:page_id>")
@allow("work")
def show(page_id: int) -> str:
    """The page as it was scanned, and what may be said of it."""
    return page_of(page_for_visitor(page_id))


@blueprint.get("/scan-pages/<id:page_id>/picture")
@allow("work")
def picture(page_id: int) -> Response:
    """Its picture."""
    place = place_of(settings().files, page_for_visitor(page_id).picture)
    if not place.is_file():
        abort(404)
    return send_file(place, mimetype="image/jpeg", etag=False, conditional=False)


@blueprint.post("/scan-pages/<id:page_id>/confirmation")
@allow("work")
def create_confirmation(page_id: int) -> Response:
    """It is what its code says, and signed."""
    row = page_for_visitor(page_id)
    if row.reason not in CONFIRMED or not sees_document(row):
        abort(404)
    return acted(lambda me, at: confirm(page_id, me, at), "已确认。")


@blueprint.post("/scan-pages/<id:page_id>/assignment")
@allow("work")
def create_assignment(page_id: int) -> Response | tuple[str, int]:
    """The visitor says which page of which paper it is."""
    row = page_for_visitor(page_id)
    if row.state != "waiting":
        return too_late()
    form = AssignForm.posted(row)
    slot = form.slot if form.validate() else None
    if slot is None:
        return page_of(row, assigning=form), 422
    return acted(lambda me, at: assign(page_id, slot, me, at), f"已归到 {form.number.data}。")


@blueprint.post("/scan-pages/<id:page_id>/aside")
@allow("work")
def create_aside(page_id: int) -> Response | tuple[str, int]:
    """Put it away."""
    row, form = page_for_visitor(page_id), AsideForm()
    if row.state != "waiting":
        return too_late()
    if not form.validate():
        return page_of(row, aside=form), 422
    return acted(lambda me, at: set_aside(page_id, me, form.words.data or "", at), "已放到一边。")


def acted(act: Callable[[int, datetime], ScanPage], said: str) -> Response:
    """Do what the visitor decided about a page, unless somebody was first; then to what else waits."""
    try:
        with writing():
            act(visitor().person_id, now())
    except Overtaken:
        return too_late()
    flash(said)
    return redirect(url_for("scans.waiting_pages"), 303)


def too_late() -> Response:
    """Say that the page does not wait any more."""
    flash("这一页别人已经处理过了。")
    return redirect(url_for("scans.waiting_pages"), 303)


def page_for_visitor(page_id: int) -> ScanPage:
    """The page, if the visitor uploaded it, sees its document, or runs the portal; 404 otherwise."""
    row: ScanPage | None = db.session.scalar(shown().where(ScanPage.id == page_id))
    if row is None:
        abort(404)
    mine = row.scan.person_id == visitor().person_id or "administer" in visitor().capabilities
    if not mine and not sees_document(row):
        abort(404)
    return row


def sees_document(row: ScanPage) -> bool:
    """Whether the visitor may see the document of a page."""
    known = row.document_id
    return known is not None and seen_by(visitor().person_id, known, today()) is not None


def page_of(row: ScanPage, assigning: AssignForm | None = None, aside: AsideForm | None = None) -> str:
    """The page with its forms."""
    forms = {"assigning": assigning or AssignForm.of(row), "aside": aside or AsideForm(formdata=None)}
    sees = sees_document(row)
    may = {"confirm": sees and row.reason in CONFIRMED, "open": row.state == "waiting"}
    return render_template("core/desk/scan_page.html", row=row, sees=sees, may=may, **forms, **words())
