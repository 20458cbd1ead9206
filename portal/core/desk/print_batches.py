"""Pages: 批量打印. The papers of a list as one PDF or a ZIP, made by the worker, and what one asked for
before."""

from flask import Blueprint, abort, make_response, redirect, render_template, request, send_file, url_for
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from portal.core.approval.visibility import visible
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.batch_printing.binding import safe_name
from portal.core.batch_printing.models import PrintBatch, PrintBatchItem
from portal.core.batch_printing.operations import KEPT, LEFT_OUT, MOST, MOST_WAITING, Asked, TooMuchWaits, ask
from portal.core.batch_printing.queries import batch_of, batches_of, left_out, progress_of, unseen_in
from portal.core.batch_printing.worker import kept_files
from portal.core.characters import drawable
from portal.core.desk.lists import keyset_page
from portal.core.desk.print_lists import LISTS, Listed
from portal.core.documents.models import Document
from portal.core.files.store import place_of
from portal.core.web.context import now, today
from portal.core.web.menu import MenuEntry
from portal.extensions import db, writing

blueprint = Blueprint("print_batches", __name__)
MENU = [MenuEntry("print_batches.index", "批量打印")]
KINDS = {"pdf": "application/pdf", "zip": "application/zip"}
STATES = {"wanted": "正在做", "done": "做好了", "failed": "没有做成", "gone": "已过期"}
SECONDS = "3"


@blueprint.get("/print-batches")
@allow("work")
def index() -> str:
    """What the visitor asked for, newest first."""
    return page()


@blueprint.post("/print-batches")
@allow("work")
def create() -> Response | tuple[str, int]:
    """Ask for the papers of a list; a second press shows what the first one asked for."""
    listed = LISTS.get(request.form.get("list", ""), lambda: None)()
    kind = request.form.get("kind", "")
    if listed is None or kind not in KINDS:
        return page("没有开始：请回到列表，再点批量打印"), 422
    documents = db.session.scalars(listed.ids.limit(MOST + 1)).all()
    if fault := fault_of(listed, len(documents)):
        return page(fault, listed), 422
    asked = Asked(visitor().person_id, kind, drawable(listed.title), documents)
    try:
        with writing():
            batch_id = ask(asked, now())
    except TooMuchWaits:
        return page(f"你有 {MOST_WAITING} 份正在做，做好一份再打印下一份", listed), 422
    return redirect(url_for("print_batches.show", batch_id=batch_id), 303)


def fault_of(listed: Listed, count: int) -> str:
    """What is wrong with how many documents a list has."""
    if count <= MOST:
        return "" if count else f"{listed.title}没有单据，没有可以打印的"
    whole = db.session.scalar(select(func.count()).select_from(listed.ids.order_by(None).subquery()))
    narrower = "请在查单据里加上表单、状态或月份，分几次打印"
    return f"{listed.title}有 {whole} 张，一次最多打印 {MOST} 张，没有开始；{narrower}"


@blueprint.get("/print-batches/<id:batch_id>")
@allow("work")
def show(batch_id: int) -> Response:
    """How far it is; the page comes again by itself until the file is there."""
    batch = own_batch(batch_id)
    out, progress = left_out(batch_id), progress_of([batch_id])[batch_id]
    unseen = unseen_in(batch, today()) if batch.digest else 0
    values = {"batch": batch, "progress": progress, "out": out, "seen": seen_of(out), "unseen": unseen}
    size = size_of(batch) if batch.digest else 0
    words = {"reasons": LEFT_OUT, "states": STATES, "days": KEPT.days, "size": size}
    answer = make_response(render_template("core/desk/print_batch.html", **values, **words))
    if batch.state == "wanted":
        answer.headers["Refresh"] = SECONDS
    return answer


@blueprint.get("/print-batches/<id:batch_id>/file")
@allow("work")
def file(batch_id: int) -> Response:
    """The file, for whoever asked for it, as long as he may see everything in it."""
    batch = own_batch(batch_id)
    place = place_of(kept_files(), batch.digest or "none")
    if batch.digest is None or not place.is_file() or unseen_in(batch, today()):
        abort(404)
    name = f"{safe_name(batch.title)}.{batch.kind}"
    kind = KINDS[batch.kind]
    saved = batch.kind == "zip"
    return send_file(place, kind, as_attachment=saved, download_name=name, etag=False, conditional=False)


def own_batch(batch_id: int) -> PrintBatch:
    """A batch of the visitor's own; 404 otherwise."""
    batch = batch_of(batch_id, visitor().person_id)
    if batch is None:
        abort(404)
    return batch


def size_of(batch: PrintBatch) -> float:
    """How large its file is, in MB; 0 where it is lost."""
    place = place_of(kept_files(), batch.digest or "none")
    return round(place.stat().st_size / 1024 / 1024, 1) if place.is_file() else 0


def seen_of(items: list[PrintBatchItem]) -> set[int]:
    """Which of the documents the visitor may see now; of the others he reads no number."""
    mine = visible(visitor().person_id, today()).where(Document.id.in_({i.document_id for i in items}))
    return set(db.session.scalars(mine)) if items else set()


def page(fault: str = "", listed: Listed | None = None) -> str:
    """What the visitor asked for, perhaps with why nothing was begun now."""
    rows, more = keyset_page(batches_of(visitor().person_id), PrintBatch.id)
    values = {"rows": rows, "more": more, "progress": progress_of([row.id for row in rows])}
    limits = {"most": MOST, "days": KEPT.days, "states": STATES}
    return render_template(
        "core/desk/print_batches.html", fault=drawable(fault), listed=listed, **values, **limits
    )
