"""Pages: complaints from Excel, each row a sheet that is sent."""

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.filling import seen_by
from portal.core.desk.list_imports import Faulty, empty_list, taken_in
from portal.core.desk.moment import author_of, terms, this_moment
from portal.core.documents.operations import AlreadySent, Author
from portal.core.forms.fields import Fields
from portal.core.forms.references import Asker
from portal.core.web.context import today
from portal.domain.complaints.lists import MOST, Judge, judged, key_of, list_of, send_all, sheets_of
from portal.domain.complaints.openers import Opener
from portal.domain.complaints.proposals import TAKES
from portal.domain.complaints.views.blueprint import blueprint
from portal.domain.complaints.views.taking import my_openers
from portal.extensions import writing


@blueprint.get("/complaints/lists/<code>")
@allow(TAKES)
def new_list(code: str) -> str:
    """Where a list is chosen."""
    opener, _ = opener_of(code)
    return render_template("domain/complaints/list.html", opener=opener, most=MOST)


@blueprint.get("/complaints/lists/<code>/template.xlsx")
@allow(TAKES)
def template(code: str) -> Response:
    """The empty list."""
    opener, _ = opener_of(code)
    return empty_list(list_of(opener.form))


@blueprint.post("/complaints/lists/<code>")
@allow(TAKES)
def take_in(code: str) -> Response:
    """Take every complaint of a list down, or give it back with what is wrong marked."""
    opener, author = opener_of(code)
    back = url_for("complaints.new_list", code=opener.form.slug)
    return taken_in(list_of(opener.form), back, lambda fields: take_down(fields, opener, author))


def take_down(fields: Fields, opener: Opener, author: Author) -> Response:
    """Take them down; raises Faulty."""
    asker = Asker(visitor().person_id, today(), today())
    registers = {kind: seen_by(kind, asker) for kind in opener.form.registers()}
    judge = Judge(opener.form, opener.regulation, terms(), registers, author.unit_id)
    said, faults = judged(sheets_of(fields, judge), judge)
    if faults or not said:
        raise Faulty(faults)
    try:
        with writing():
            if found := send_all(said, opener.form, author, key_of(fields), this_moment()):
                raise Faulty(found)
    except AlreadySent:
        flash("这张清单已经登记过，没有重复登记。")
    else:
        flash(f"已登记 {len(said)} 件投诉。")
    return redirect(url_for("complaints.mine", which="registered"), 303)


def opener_of(code: str) -> tuple[Opener, Author]:
    """The form with this code, if the visitor may open a complaint's case by it; else 404."""
    opener = next((each for each in my_openers() if each.form.slug == code.lower()), None)
    post = visitor().post_for(opener.form.authors) if opener else None
    if opener is None or post is None:
        abort(404)
    return opener, author_of(visitor(), post)
