"""Pages: 通知, what a person was told; opening one notes that it was read, and goes where it leads."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.lists import keyset_page
from portal.core.notices.kinds import kinds
from portal.core.notices.models import Notice
from portal.core.notices.operations import read
from portal.core.notices.queries import own_notices
from portal.core.web.context import now
from portal.core.web.posted import posted_id
from portal.extensions import db, writing

blueprint = Blueprint("notices", __name__)


@blueprint.get("/notices")
@allow("work")
def index() -> str:
    """What this person was told, newest first."""
    rows, more = keyset_page(own_notices(visitor().person_id), Notice.id)
    return render_template("core/desk/notices.html", rows=rows, more=more, kinds=kinds())


@blueprint.post("/notices/<id:notice_id>/reading")
@allow("work")
def create_reading(notice_id: int) -> Response:
    """Read one's own notice: to the page that it leads to."""
    notice = db.session.scalar(own_notices(visitor().person_id).filter_by(id=notice_id))
    if notice is None:
        abort(404)
    place = notice.address
    with writing():
        read(visitor().person_id, now(), until=notice_id, since=notice_id)
    return redirect(place, 303)


@blueprint.post("/notices/readings")
@allow("work")
def create_readings() -> Response:
    """Note everything as read, up to the newest that the page showed."""
    with writing():
        read(visitor().person_id, now(), until=posted_id("until"))
    return redirect(url_for("notices.index"), 303)
