"""Pages: the organisation on a day, a unit, people, a person."""

from datetime import date

from flask import abort, current_app, render_template, request

from portal.core.administration import queries
from portal.core.administration.units import places
from portal.core.administration.views.blueprint import blueprint
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.handovers.custody import open_rows_of
from portal.core.handovers.queries import sheets_of
from portal.core.org.models import Person, Unit
from portal.core.org.queries import posts_told
from portal.core.org.roles import ROLES
from portal.core.org.search import MOST_FOUND, Slowdown, people_found
from portal.core.web.context import now, today
from portal.core.web.posted import asked
from portal.extensions import db

LONGEST_SEARCH = 40


@blueprint.get("/organisation")
@allow("administer")
def index() -> str | tuple[str, int]:
    """The units, posts and holders of a day."""
    text = request.args.get("day", "").strip()
    day, fault = asked_day(text)
    values = {"day": day, "text": text, "fault": fault, "today": today()}
    page = render_template("core/administration/index.html", branches=queries.tree(day), **values)
    return (page, 422) if fault else page


def asked_day(text: str) -> tuple[date, str]:
    """The day that the address asks for, else today; and what is wrong with it."""
    try:
        return (date.fromisoformat(text) if text else today()), ""
    except ValueError:
        return today(), "请填日期，例如 2026-12-01"


@blueprint.get("/organisation/units/<id:row_id>")
@allow("administer")
def unit(row_id: int) -> str:
    """One unit: its names and places over time, its posts, who holds them."""
    row = db.session.get(Unit, row_id)
    if row is None:
        abort(404)
    told, day = places(row_id), today()
    parents = queries.unit_names({p.parent_id for p in told if p.parent_id}, day)
    values = {"unit": row, "name": queries.name_of(row_id, day), "places": told, "parents": parents}
    posts = queries.posts_of(row_id, day)
    return render_template("core/administration/unit.html", posts=posts, roles=ROLES, today=day, **values)


@blueprint.get("/people")
@allow("work")
def colleagues() -> str | tuple[str, int]:
    """The colleagues that a text finds, with their posts; never all of them, and not too often."""
    text, wait = asked_text()
    rows = people_found(text, False, today()) if text and not wait else []
    posts = posts_told([person.id for person in rows], today())
    values = {"rows": rows[:MOST_FOUND], "more": len(rows) > MOST_FOUND, "text": text, "posts": posts}
    page = render_template("core/administration/colleagues.html", wait=wait, **values)
    return (page, 429) if wait else page


def asked_text() -> tuple[str, int]:
    """What is looked for, and how many seconds whoever asks too often must wait."""
    text = asked("q")[:LONGEST_SEARCH]
    slowdown: Slowdown = current_app.extensions["people_slowdown"]
    return text, slowdown.seconds_to_wait(visitor().person_id, now()) if text else 0


@blueprint.get("/organisation/people")
@allow("administer")
def people() -> str | tuple[str, int]:
    """The people that a text finds, so many and no more; whoever asks too often waits."""
    text, wait = asked_text()
    left_too = request.args.get("left") == "1"
    rows = [] if wait else people_found(text, left_too, today())
    values = {"rows": rows[:MOST_FOUND], "more": len(rows) > MOST_FOUND, "text": text, "left_too": left_too}
    page = render_template("core/administration/people.html", wait=wait, today=today(), **values)
    return (page, 429) if wait else page


@blueprint.get("/organisation/people/<id:row_id>")
@allow("administer")
def person(row_id: int) -> str:
    """One person: posts over time, what one who goes has not handed over, and the sheets of what he has."""
    row = db.session.get(Person, row_id)
    if row is None:
        abort(404)
    held, day = queries.holdings_of(row_id), today()
    units = queries.unit_names({holding.post.unit_id for holding in held}, day)
    left = open_rows_of(row_id, row.until, this_moment()) if row.until else []
    values = {"person": row, "holdings": held, "units": units, "left": left, "sheets": sheets_of(row_id)}
    return render_template("core/administration/person.html", today=day, **values)
