"""Pages: 签字件扫描. Uploading papers that came back, what was read on them, and what waits for a person."""

import secrets

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from sqlalchemy import Select, func, select
from werkzeug.wrappers import Response
from wtforms import HiddenField

from portal.core.approval.visibility import visible
from portal.core.attachments.operations import Chosen
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.lists import keyset_page
from portal.core.desk.words import Needed
from portal.core.documents.models import Document
from portal.core.scans.inbox import MOST_BYTES, MOST_FILES, NotReadable, Returned, take
from portal.core.scans.matching import REASONS
from portal.core.scans.models import LONGEST_HOLDER, LONGEST_PLACE, Scan, ScanPage
from portal.core.scans.queries import incomplete, pages_of, scan_of, waiting
from portal.core.web.context import now, settings, today
from portal.core.web.htmx import page as htmx_page
from portal.core.web.menu import MenuEntry
from portal.extensions import db, writing

blueprint = Blueprint("scans", __name__)
MENU = [MenuEntry("scans.index", "签字件扫描")]
STATES = {
    "matched": "已认出，等其余页",
    "filed": "已存档",
    "twice": "这一页已经有了",
    "blank": "空白页",
    "waiting": "要人看",
    "aside": "已放到一边",
}


class ScanForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Who keeps the papers, and where; their files come beside it."""

    holder = Needed("原件由谁保存", LONGEST_HOLDER)
    place = Needed("存放在哪里", LONGEST_PLACE)
    key = HiddenField()


@blueprint.get("/scans")
@allow("work")
def index() -> str:
    """The form, and what the visitor uploaded before."""
    return page(ScanForm(formdata=None))


def park(_person_id: int) -> str:
    """Files are not kept: they are to be chosen again after signing in."""
    return url_for("scans.index")


@blueprint.post("/scans")
@allow("work", park=park)
def create() -> Response | tuple[str, int]:
    """Take files in."""
    form = ScanForm()
    files = [Chosen(f.filename or "", f.read(MOST_BYTES + 1)) for f in request.files.getlist("file") if f]
    fault = fault_of(files)
    if not form.validate() or fault:
        return page(form, fault), 422
    returned = Returned(
        visitor().person_id, form.holder.data or "", form.place.data or "",
        (form.key.data or secrets.token_hex(16))[:40],
    )  # fmt: skip
    try:
        with writing():
            scan_id = take(returned, files, now(), settings().files).id
    except NotReadable as unreadable:
        return page(form, f"{unreadable}。所有文件都没有收，请重新选择"), 422
    flash("已收到，正在识别；可以离开，识别完会通知你。")
    return redirect(url_for("scans.show", scan_id=scan_id), 303)


def fault_of(files: list[Chosen]) -> str:
    """What is wrong with how many files were chosen."""
    if not files:
        return "请选择扫描件或照片"
    return f"一次最多 {MOST_FILES} 个文件，这次选了 {len(files)} 个" if len(files) > MOST_FILES else ""


@blueprint.get("/scans/<id:scan_id>")
@allow("work")
def show(scan_id: int) -> str:
    """What was read so far."""
    scan = scan_of(scan_id)
    if scan is None or not (scan.person_id == visitor().person_id or "administer" in visitor().capabilities):
        abort(404)
    pages = pages_of(scan_id)
    values = {"scan": scan, "pages": pages, "seen": seen_of(pages), "read": len(pages)}
    return htmx_page("core/desk/scan.html", ("progress",), **values, **words())


@blueprint.get("/scans/waiting")
@allow("work")
def waiting_pages() -> str:
    """What waits for the visitor: pages to look at, and papers of which pages are missing."""
    me = visitor().person_id
    rows, more = keyset_page(waiting(me, "administer" in visitor().capabilities), ScanPage.id)
    lacking = incomplete(me)
    seen = seen_of([*rows, *(first for first, _ in lacking)])
    values = {"rows": rows, "more": more, "lacking": lacking, "seen": seen}
    return render_template("core/desk/scans_waiting.html", **values, **words())


def page(form: ScanForm, fault: str = "") -> str:
    """The form with what was uploaded before."""
    form.key.data = form.key.data or secrets.token_hex(16)
    me = visitor().person_id
    rows, more = keyset_page(select(Scan).filter_by(person_id=me), Scan.id)
    values = {"rows": rows, "more": more, "waits": db.session.scalar(waiting_count(me))}
    limits = {"most_files": MOST_FILES, "most_mb": MOST_BYTES // 1024 // 1024}
    return render_template("core/desk/scans.html", form=form, fault=fault, **values, **limits)


def waiting_count(person_id: int) -> Select[int]:
    """SQL: how many pages wait for a person."""
    mine = waiting(person_id, "administer" in visitor().capabilities).with_only_columns(ScanPage.id)
    return select(func.count()).select_from(mine.order_by(None).subquery())


def seen_of(pages: list[ScanPage]) -> set[int]:
    """The documents of pages that the visitor may see; of the others he reads no number."""
    ids = {each.document_id for each in pages if each.document_id}
    mine = visible(visitor().person_id, today()).where(Document.id.in_(ids))
    return set(db.session.scalars(mine)) if ids else set()


def words() -> dict[str, object]:
    """What states and reasons are called."""
    return {"states": STATES, "reasons": REASONS}
