"""Pages: something does not work, told in three answers; and how far what one reported is."""

import re
import secrets

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.approval.hooks import Refused
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.cases.by_due import PAGE
from portal.core.desk.moment import author_of, terms, this_moment
from portal.core.documents.operations import AlreadySent, Author
from portal.core.facts import Facts
from portal.core.forms.sheet_form import SheetForm
from portal.core.kinds.words import choices
from portal.core.web.context import today, zone
from portal.core.web.htmx import page
from portal.core.web.posted import asked, id_of
from portal.domain.operations.knowledge.known import Known, known
from portal.domain.operations.queue import mine as reported_by
from portal.domain.operations.queue import turns
from portal.domain.operations.reporting import ANSWERS, Opener, opener
from portal.domain.operations.views.blueprint import blueprint
from portal.domain.operations.words import told
from portal.extensions import writing

CHANNEL = "门户"
KEY = re.compile("[0-9a-f]{32}", re.ASCII)


@blueprint.get("/repairs")
@allow("work")
def mine() -> str:
    """What the visitor reported, and how far it is; after a report what may help until somebody comes."""
    rows = reported_by(visitor().person_id, id_of(asked("after")))
    shown, more = rows[:PAGE], rows[PAGE - 1].case_id if len(rows) > PAGE else 0
    fresh = next((row for row in shown if row.case_id == id_of(asked("reported"))), None)
    hints = helpful(f"{fresh.symptom}{fresh.thing}") if fresh else []
    waits = turns(visitor().person_id, [row.case_id for row in shown])
    said = {"rows": shown, "more": more, "fresh": fresh, "known": hints, "turns": waits, "told": told}
    return render_template("domain/operations/mine.html", **said, zone=zone(), can=opener() is not None)


@blueprint.get("/repairs/new")
@allow("work")
def new() -> str:
    """Three fields; while somebody types, only what may help changes."""
    form = needed_opener()
    sheet = form.sheet([(name, asked(name)[:200]) for name in ANSWERS], CHANNEL, today())
    return reporting(sheet, secrets.token_hex(16))


def park(person_id: int) -> str:
    """Where somebody goes on whose session ran out."""
    del person_id
    what, thing, urgency = (request.form.get(name, "")[:200] for name in ANSWERS)
    return url_for("operations.new", what=what, thing=thing, urgency=urgency)


@blueprint.post("/repairs")
@allow("work", park=park)
def create() -> Response | tuple[str, int]:
    """Report it."""
    form, author = needed_opener(), mine_as_author()
    answers = [(name, request.form.get(name, "")) for name in ANSWERS]
    sheet, key = form.sheet(answers, CHANNEL, today()), posted_key()
    facts = form.judged(sheet, terms())
    if facts is None:
        return reporting(sheet, key), 422
    try:
        case_id = report(form, facts, author, key)
    except Refused as refused:
        sheet.take(refused.refusals)
        return reporting(sheet, key), 422
    return redirect(url_for("operations.mine", reported=case_id), 303)


def posted_key() -> str:
    """The key of the page that was posted; a fresh one where it is none."""
    key = request.form.get("key", "")
    return key if KEY.fullmatch(key) else secrets.token_hex(16)


def report(form: Opener, facts: Facts, author: Author, key: str) -> int:
    """Send it; a second click leads to what the first one made. Raises Refused."""
    try:
        with writing():
            case = form.send(facts, author, key, this_moment())
            case_id, number = case.id, case.number
    except AlreadySent as sent:
        flash("已经报过，没有重复登记。")
        return sent.document_id
    flash(f"已受理，编号 {number}。")
    return case_id


def reporting(sheet: SheetForm, key: str) -> str:
    """The page, or the part of it that htmx asked for."""
    cells = {name: sheet.head.cell(name) for name in ANSWERS}
    text = f"{cells['what'].typed}{cells['thing'].typed}"
    urgencies = choices(cells["urgency"].column)
    said = {"cells": cells, "key": key, "urgencies": urgencies, "known": helpful(text)}
    faults = [] if request.method == "GET" else [words for _, words in sheet.faults()]
    return page("domain/operations/report.html", blocks=("known",), faults=faults, **said)


def helpful(text: str) -> list[Known]:
    """What may help at once."""
    return known(text, visitor().person_id, today())


def needed_opener() -> Opener:
    """The form by which it is reported; 404 where the company uses none."""
    return opener() or abort(404)


def mine_as_author() -> Author:
    """The visitor, by the post that he has held longest."""
    return author_of(visitor(), visitor().posts[0])
