"""Pages: what one owes as a calendar feed; its address is shown once, made anew or ended at will."""

from flask import Blueprint, Response, abort, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response as Answer

from portal.core.auth.allow import PUBLIC, allow
from portal.core.auth.visitor import visitor
from portal.core.desk.duty_words import told_of
from portal.core.duties.feeds import begin, end, owner
from portal.core.duties.models import Occurrence
from portal.core.duties.queries import still_owed
from portal.core.ical import DatedRow, Status, ical_text
from portal.core.org.queries import holdings
from portal.core.web.context import now, settings, today
from portal.core.web.reader import reads_with
from portal.extensions import writing

blueprint = Blueprint("duty_feed", __name__)
SHOWN = "duty_feed"


@blueprint.get("/feeds/<token:token>.ics")
@allow(PUBLIC)
def show(token: str) -> Response:
    """Everything that the token's person still owes."""
    person = owner(token, today())
    if person is None:
        abort(404)
    reads_with(each.post.role for each in holdings(person.id, today()))
    text = ical_text(map(dated, still_owed(person.id)), f"规矩·{person.name}的义务", now())
    return Response(text, mimetype="text/calendar", headers={"Content-Disposition": "attachment"})


@blueprint.post("/duties/feed")
@allow("work")
def create() -> Answer:
    """Another address; the one before fetches nothing any more."""
    with writing():
        token = begin(visitor().person_id, now())
    session[SHOWN] = token
    return redirect(url_for("duties.index"), 303)


@blueprint.post("/duties/feed/end")
@allow("work")
def create_end() -> Answer:
    """No address any more."""
    with writing():
        end(visitor().person_id, now())
    session.pop(SHOWN, None)
    flash("订阅地址已作废。")
    return redirect(url_for("duties.index"), 303)


def new_address() -> str:
    """The address that was just made, shown this once."""
    token = session.pop(SHOWN, "")
    return whole(url_for("duty_feed.show", token=token)) if token else ""


def dated(row: Occurrence) -> DatedRow:
    """One duty as a day of a calendar; what rests on a provisional day may still move."""
    told = told_of(row)
    place = whole(url_for("duties.show", occurrence_id=row.id))
    status: Status = "TENTATIVE" if row.provisional else "CONFIRMED"
    return DatedRow(f"duty-{row.id}@guiju", row.due, told.name, told.clause, place, status)


def whole(path: str) -> str:
    """A path of ours with the portal's address before it: the one that was set, else the one asked."""
    return (settings().outgoing.url or request.host_url.rstrip("/")) + path
