"""Pages: 交接. What somebody would hand over, the act, and its sheet to read, to confirm and to print."""

import secrets
from datetime import date
from typing import Any, NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.administration import queries
from portal.core.administration.acts import Administrator, Refused
from portal.core.administration.handing import given_up, make
from portal.core.administration.handover_form import HandoverForm, ScopeForm
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.colleagues import suggestions
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import this_moment
from portal.core.handovers.custody import Estate, shares
from portal.core.handovers.models import SCOPES, Handover
from portal.core.handovers.operations import Made, NotAsked, confirm
from portal.core.handovers.queries import heads, own_sheets, sheet
from portal.core.handovers.sheet import signatures
from portal.core.org.models import Holding, Person
from portal.core.paper import Paper
from portal.core.printing.at_once import pdf_answer
from portal.core.printing.html import paper_html
from portal.core.web.context import now, today
from portal.core.web.menu import MenuEntry
from portal.core.web.posted import asked
from portal.extensions import db, writing

blueprint = Blueprint("handovers", __name__)
MENU = (MenuEntry("handovers.index", "交接"),)
MOST_SHOWN = 50


class Leaver(NamedTuple):
    """Who hands over, by which of his posts he could, and what the address says that he gives up."""

    person: Person
    posts: list[Holding]
    scope: ScopeForm

    @property
    def holdings(self) -> tuple[int, ...] | None:
        """The holdings that are given up; none: all of them."""
        return self.scope.holdings(holding.id for holding in self.posts)


@blueprint.get("/handovers")
@allow("work")
def index() -> str | Response | tuple[str, int]:
    """The visitor's sheets; who leads looks up somebody below him, who administers anybody."""
    text = asked("who")[:40]
    person_id, fault = looked_up(text) if text else (0, "")
    if person_id:
        return redirect(url_for("handovers.new", person_id=person_id))
    rows, more = keyset_page(own_sheets(visitor().person_id), Handover.id)
    values = {"rows": rows, "more": more, "text": text, "fault": fault, "makes": makes(), "scopes": SCOPES}
    page = render_template("core/administration/handovers.html", **values)
    return (page, 422) if fault else page


def makes() -> bool:
    """Whether the visitor hands over for others."""
    return bool({"lead", "administer"} & visitor().capabilities)


def looked_up(text: str) -> tuple[int, str]:
    """Whom a text means, if the visitor may hand over for him; else what to say."""
    try:
        person_id = queries.person_named(text)
    except Refused as refused:
        return 0, refused.why
    return (person_id, "") if may_make(person_id) else (0, f"「{text}」不在你负责的部门里")


def may_make(person_id: int) -> bool:
    """Whether the visitor may hand over for somebody: as administrator, or as his head."""
    return "administer" in visitor().capabilities or heads(visitor().person_id, person_id, today())


@blueprint.get("/people/<id:person_id>/handover")
@allow("work")
def new(person_id: int) -> str:
    """What would be handed over, before anything is."""
    leaver = leaver_of(person_id)
    start = leaver.person.until or today()
    values = {"day": start, "key": secrets.token_hex(16), "taken": [h.id for h in leaver.posts]}
    return page(leaver, HandoverForm(formdata=None, data=values), start)


@blueprint.post("/people/<id:person_id>/handover")
@allow("work")
def create(person_id: int) -> Response | tuple[str, int]:
    """Hand over; a second press shows what the first one made."""
    leaver, form = leaver_of(person_id), HandoverForm()
    wanted = form.wanted(person_id, leaver.holdings)
    if wanted is None:
        return page(leaver, form, form.day.data or today()), 422
    administers = "administer" in visitor().capabilities
    who = Administrator(visitor().person_id, now(), today())
    try:
        with writing():
            made = make(wanted, who, administers, this_moment()).id
    except Made as known:
        flash("这次交接已经办理，没有再移交一次。")
        return redirect(url_for("handovers.show", handover_id=known.handover_id), 303)
    except Refused as refused:
        form.refuse(refused.field, refused.why)
        return page(leaver_of(person_id), form, wanted.day), 422
    flash("已全部移交，三方都收到了通知。")
    return redirect(url_for("handovers.show", handover_id=made), 303)


def leaver_of(person_id: int) -> Leaver:
    """Somebody for whom the visitor may hand over; 404 otherwise, as if there were none."""
    person = db.session.get(Person, person_id)
    if person is None or not may_make(person_id):
        abort(404)
    since = min(today(), person.until or today())
    return Leaver(person, given_up(Estate(person_id, since)), ScopeForm(request.args))


def page(leaver: Leaver, form: HandoverForm, day: date) -> str:
    """Who gives up what, what would move, and the form."""
    estate = Estate(leaver.person.id, day, leaver.holdings)
    chosen = estate.holdings is None or estate.holdings
    found = shares(estate, this_moment()) if chosen else []
    units = queries.unit_names({holding.post.unit_id for holding in leaver.posts}, today())
    values: dict[str, Any] = {
        "leaver": leaver, "form": form, "shares": found, "chosen": chosen, "units": units,
        "most_shown": MOST_SHOWN, "colleagues": suggestions(),
        "administers": "administer" in visitor().capabilities, "action": action_of(leaver),
    }  # fmt: skip
    return render_template("core/administration/handover.html", **values)


def action_of(leaver: Leaver) -> str:
    """Where the form goes, with what is given up."""
    given = {"scope": "leaving"} if leaver.holdings is None else {"scope": "moving", "posts": leaver.holdings}
    return url_for("handovers.create", person_id=leaver.person.id, **given)


@blueprint.get("/handovers/<id:handover_id>")
@allow("work")
def show(handover_id: int) -> str:
    """The sheet, with who has confirmed it."""
    row = readable(handover_id)
    side = row.side_of(visitor().person_id)
    waits = bool(side) and side not in {each.side for each in row.confirmations}
    values = {"row": row, "view": row.sheet, "signatures": signatures(row), "waits": waits}
    return render_template("core/administration/handover_sheet.html", **values)


@blueprint.post("/handovers/<id:handover_id>/confirmation")
@allow("work")
def create_confirmation(handover_id: int) -> Response:
    """Confirm it, as the one who gives or the one who takes."""
    readable(handover_id)
    try:
        with writing():
            first = confirm(handover_id, visitor().person_id, this_moment())
    except NotAsked:
        abort(404)
    flash("已确认。" if first else "你已经确认过。")
    return redirect(url_for("handovers.show", handover_id=handover_id), 303)


@blueprint.get("/handovers/<id:handover_id>/pdf")
@allow("work")
def pdf(handover_id: int) -> Response:
    """The sheet on paper, with the cells that are still to be signed in ink."""
    row = readable(handover_id)
    view = row.sheet
    paper = Paper(view, signatures(row), (), row.digest, row.at)
    back = url_for("handovers.show", handover_id=handover_id)
    return pdf_answer(f"{view.title} {view.number}", back, paper_html(paper))


def readable(handover_id: int) -> Handover:
    """A sheet that the visitor may read: of the three, who could have made it, who reads all; else 404."""
    row, me = sheet(handover_id), visitor()
    three = (row.person_id, row.successor_id, row.by_id) if row else ()
    if row is None or not (me.person_id in three or "read_all" in me.capabilities or may_make(row.person_id)):
        abort(404)
    return row
