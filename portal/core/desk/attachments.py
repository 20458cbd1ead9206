"""Pages: a file joins the draft, is taken away again, or is fetched by whoever may see its document."""

from flask import Blueprint, Flask, abort, flash, redirect, request, send_file, url_for
from werkzeug.wrappers import Response

from portal.core.approval.deciding import files_place, files_with, wants_files
from portal.core.approval.visibility import seen_by
from portal.core.attachments.models import Attachment
from portal.core.attachments.operations import (
    MOST_BYTES,
    Chosen,
    NotAttachable,
    attach,
    drop,
    require_attachable,
)
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.filling import save, staying
from portal.core.desk.moment import this_moment
from portal.core.desk.sheets import park as park_sheet
from portal.core.desk.sheets import sitting as new_sitting
from portal.core.desk.sitting import Sitting
from portal.core.desk.task_sheets import own_sheet
from portal.core.desk.task_sheets import park as park_task
from portal.core.desk.task_sheets import sitting as task_sitting
from portal.core.desk.tasks import park_decision as park_opinion
from portal.core.desk.turns import own_task
from portal.core.documents.files import put_back, take_away
from portal.core.files.store import place_of
from portal.core.web.context import now, settings, today
from portal.core.web.posted import id_of, posted_fields
from portal.extensions import db, writing

blueprint = Blueprint("attachments", __name__)
LARGEST_POST = MOST_BYTES + 2 * 1024 * 1024  # the file, and the sheet that comes with it
LARGEST_SCANS = 64 * 1024 * 1024
MOST_PARTS = 5000
TAKE_FILES = {
    "attachments.create": LARGEST_POST,
    "attachments.create_for_task": LARGEST_POST,
    "attachments.create_for_decision": LARGEST_POST,
    "verification.create": LARGEST_POST,
    "scans.create": LARGEST_SCANS,
}
MOST_GIVEN = 9
ON_PAPER = {"away": take_away, "back": put_back}


def init_attachments(app: Flask) -> None:
    """Let the posts that bring a file be larger than others; asked before anything reads the post."""
    app.before_request(take_large_posts)


def take_large_posts() -> None:
    """Raise the limits of this request, if it may bring a file."""
    if request.endpoint in TAKE_FILES:
        request.max_content_length = request.max_form_memory_size = TAKE_FILES[request.endpoint]
        request.max_form_parts = MOST_PARTS


def park_new(person_id: int, code: str, key: str) -> str:
    """Keep what was typed after the session ran out; the file is to be chosen again."""
    return f"{park_sheet(person_id, code, key)}?again=file"


def park_again(person_id: int, task_id: int) -> str:
    """The same for a paper that came back."""
    return f"{park_task(person_id, task_id)}?again=file"


@blueprint.post("/forms/<code>/<key:key>/attachments")
@allow("work", park=park_new)
def create(code: str, key: str) -> Response:
    """Keep the draft as it stands, with one file more or less."""
    mine = new_sitting(code, key)
    return change(mine, url_for("sheets.edit", code=mine.form.slug, key=key))


@blueprint.post("/tasks/<id:task_id>/attachments")
@allow("work", park=park_again)
def create_for_task(task_id: int) -> Response:
    """The same for a paper that came back."""
    task = own_sheet(task_id)
    if task.state != "open" or task.step_id:
        abort(404)
    return change(task_sitting(task), url_for("task_sheets.edit", task_id=task_id))


def park_decision(person_id: int, task_id: int) -> str:
    """The same for a decision."""
    return f"{park_opinion(person_id, task_id)}?again=file"


@blueprint.post("/tasks/<id:task_id>/decision/attachments")
@allow("work", park=park_decision)
def create_for_decision(task_id: int) -> Response:
    """Keep the opinion as it stands, and give a file with the decision, or take it away."""
    task = own_task(task_id)
    if task.state != "open" or not wants_files(task):
        abort(404)
    person_id, kept_at, act = visitor().person_id, files_place(task_id), request.form.get("act", "")
    with writing():
        park_opinion(person_id, task_id)
        if act.startswith("drop:"):
            drop(person_id, kept_at, id_of(act.partition(":")[2]))
    if not act.startswith("drop:"):
        join(kept_at, len(files_with(task, person_id)), MOST_GIVEN)
    return redirect(f"{url_for('tasks.show', task_id=task_id)}#files", 303)


def change(mine: Sitting, back: str) -> Response:
    """Keep what was typed, then attach or drop; or take a file away from the paper, or put it back."""
    if mine.form.evidence is None:
        abort(404)
    with writing():
        save(visitor().person_id, mine, mine.within_rights(posted_fields()))
    act = request.form.get("act", "")
    if act.startswith("drop:"):
        with writing():
            drop(visitor().person_id, mine.files_place, id_of(act.partition(":")[2]))
    elif mine.document_id and act.partition(":")[0] in ON_PAPER:
        with writing():
            of_paper = ON_PAPER[act.partition(":")[0]]
            of_paper(mine.document_id, id_of(act.partition(":")[2]), visitor().person_id, this_moment())
    else:
        join(mine.files_place, len(staying(mine)), mine.form.evidence.most)
    return redirect(f"{back}#files", 303)


def join(place: str, there: int, most: int) -> None:
    """Let the chosen file join those at a place, or say why not."""
    file = request.files.get("file")
    chosen = Chosen(file.filename or "", file.read(MOST_BYTES + 1)) if file else Chosen("", b"")
    try:
        require_attachable(chosen)
        if there >= most:
            raise NotAttachable(f"最多 {most} 个附件")
        with writing():
            attach(visitor().person_id, place, chosen, most, now(), settings().files)
    except NotAttachable as fault:
        flash(f"没有附上：{fault}。")


@blueprint.get("/attachments/<id:attachment_id>")
@allow("work")
def show(attachment_id: int) -> Response:
    """The file, to download: to its owner while it is beside a draft, then to whoever sees the document."""
    row = db.session.get(Attachment, attachment_id)
    if row is None or not may_fetch(row):
        abort(404)
    place = place_of(settings().files, row.digest)
    if not place.is_file():
        abort(404)
    return send_file(
        place, row.media, as_attachment=True, download_name=row.name, etag=False, conditional=False
    )


def may_fetch(row: Attachment) -> bool:
    """Whether the visitor may have a file."""
    if row.document_id is None:
        return row.person_id == visitor().person_id
    return seen_by(visitor().person_id, row.document_id, today()) is not None
