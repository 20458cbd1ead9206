"""Pages: choose a form, fill its sheet, send it."""

import secrets
from datetime import date
from functools import cache

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import Select, String, bindparam, select
from werkzeug.wrappers import Response

from portal.core.approval.faults import NotInUse
from portal.core.approval.hooks import Refused, begun, proposed
from portal.core.approval.sending import send
from portal.core.approval.visibility import seen_by
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor, visitor_id
from portal.core.desk.beside import beside
from portal.core.desk.filling import Filled, fill, keep, keep_for, refuse
from portal.core.desk.in_use import chapters_in_use, refused_today
from portal.core.desk.moment import author_of, this_moment
from portal.core.desk.sitting import Sitting
from portal.core.document_type import DocumentType
from portal.core.documents.case_files import CaseClosed, case_id_of, key_within
from portal.core.documents.drafts import discard
from portal.core.documents.models import Document, Submission
from portal.core.documents.numbers import NotOnPaper
from portal.core.documents.operations import AlreadySent, Author
from portal.core.facts import Month, columns
from portal.core.forms.fields import Fields
from portal.core.kinds import Unreadable, read, typed
from portal.core.org.roles import title_of
from portal.core.sheet import Head
from portal.core.web.context import catalogue, today
from portal.core.web.posted import asked, id_of
from portal.extensions import db, writing

blueprint = Blueprint("sheets", __name__)
NOBODY = Head("", "", "", "")
LONGEST_OF = 60
OVER = {CaseClosed: "案件已结案，不能再交这张单据", NotInUse: "制度已停用，没有提交，填的内容留在草稿里"}


@blueprint.get("/forms")
@allow("work")
def index() -> str:
    """The forms this person may fill, and what there is to read beside them."""
    used = chapters_in_use()
    forms = (form for chapter in used for form in chapter.types if not form.within)
    mine = [form for form in forms if visitor().post_for(form.authors)]
    return render_template("core/desk/forms.html", forms=mine, beside=beside(used))


@blueprint.get("/forms/<code>/new")
@allow("work")
def new(code: str) -> Response | tuple[str, int]:
    """A fresh sheet, perhaps about a day or month that the address names, begun from something it names, or
    within a case; its key makes sending it twice harmless."""
    form = form_of(code)
    author_for(form)
    if refused_today(form):
        return not_in_use(form)
    about, of = request.args.get("about", "")[:10] or None, begun_from() or None
    key = key_within(id_of(request.args.get("case", ""))) if form.within else secrets.token_hex(16)
    case_for(form, key)
    return redirect(url_for("sheets.edit", code=form.slug, key=key, about=about, of=of), 302)


@blueprint.get("/forms/<code>/<key:key>")
@allow("work")
def edit(code: str, key: str) -> str | Response:
    """The sheet as far as it was filled; a sheet that was sent leads to its document."""
    sent = sent_as(key)
    if sent:
        return redirect(url_for("documents.show", document_id=sent))
    mine = sitting(code, key)
    return fill(mine, starts(mine.form, key))


def park(person_id: int, code: str, key: str) -> str:
    """Keep what was posted after the session ran out."""
    form = form_of(code)
    keep_for(person_id, Sitting(form, key, 0, NOBODY))
    return url_for("sheets.edit", code=form.slug, key=key)


@blueprint.post("/forms/<code>/<key:key>")
@allow("work", park=park)
def create(code: str, key: str) -> Response | str | tuple[str, int]:
    """Keep the draft, change its lines, or send it."""
    mine = sitting(code, key)
    if request.form.get("act") != "send":
        return keep(mine, url_for("sheets.edit", code=mine.form.slug, key=key))
    filled = Filled.from_post(mine)
    if filled.facts is None:
        return refuse(filled)
    try:
        with writing():
            paper = filled.form.paper if mine.asks_paper else ""
            document = send(mine.form, filled.facts, author_for(mine.form), key, this_moment(), paper)
            discard(visitor().person_id, key)
            document_id, told, role = document.id, document.number_told, document.compartment
    except AlreadySent as sent:
        return already_sent(sent)
    except (CaseClosed, NotInUse) as fault:
        filled.form.general.append(OVER[type(fault)])
        return refuse(filled)
    except NotOnPaper as fault:
        filled.form.paper_fault = str(fault)
        return refuse(filled)
    except Refused as refused:
        return refuse(filled.refused(refused))
    if role and not visitor().post_for((role,)):
        flash(f"已移交{title_of(role)}，{told}。这件事从现在起只有{title_of(role)}看得到，你这里不再显示。")
        return redirect(url_for("lists.inbox"), 303)
    flash(f"已提交，{told}。")
    return redirect(url_for("documents.show", document_id=document_id), 303)


def not_in_use(form: DocumentType) -> tuple[str, int]:
    """No sheet is begun under a regulation that the company does not use."""
    chapter = catalogue().chapter_of(form.code)
    told = {"form": form, "chapter": chapter, "why": refused_today(form)}
    return render_template("core/desk/not_in_use.html", **told), 409


def already_sent(sent: AlreadySent) -> Response:
    """Lead a second click to the document that the first one made."""
    flash("这张单据已经提交过，没有重复提交。")
    return redirect(url_for("documents.show", document_id=sent.document_id), 303)


def form_of(code: str) -> DocumentType:
    """The form with this code, if there is one."""
    try:
        return catalogue().type(code)
    except KeyError:
        abort(404)


def author_for(form: DocumentType) -> Author:
    """The visitor as author of a form; 404 when none of his posts may fill it."""
    post = visitor().post_for(form.authors)
    if post is None:
        abort(404)
    return author_of(visitor(), post)


def sitting(code: str, key: str) -> Sitting:
    """The visitor at a new sheet."""
    form = form_of(code)
    author = author_for(form)
    case = case_for(form, key)
    number = case.number if case else ""
    head = Head(author.company, author.name, author.unit, f"{today():%Y-%m-%d}", number)
    return Sitting(form, key, author.unit_id, head)


def case_for(form: DocumentType, key: str) -> Document | None:
    """The case of a sheet that belongs into one; 404 when it is none that the visitor may see."""
    if not form.within:
        return None
    case = seen_by(visitor().person_id, case_id_of(key), today())
    if case is None or case.type.lower() != form.within.lower():
        abort(404)
    return case


def sent_as(key: str) -> int | None:
    """The visitor's document that came of this key."""
    return db.session.scalar(own_submission(), {"key": key})


@cache
def own_submission() -> Select[int | None]:
    """SQL, written once as every sheet asks it: what the visitor's `key` was spent for."""
    mine = Submission.person_id == visitor_id(), Submission.key == bindparam("key", type_=String)
    return select(Submission.document_id).where(*mine)


def starts(form: DocumentType, key: str) -> Fields:
    """What a fresh sheet already says: its period, and what the registers know of it, or of its case."""
    period = asked_period(form) or form.starts(today())
    known = begun(form, visitor().person_id, period)
    of = begun_from() or (f"case-{case_id_of(key)}" if form.within else "")
    told = [*known, *proposed(form, visitor().person_id, today(), of)]
    about = [] if form.period in dict(told) else [(form.period, typed(period))]
    return [*about, *told]


def begun_from() -> str:
    """What the address says a sheet is begun from."""
    return asked("of")[:LONGEST_OF]


def asked_period(form: DocumentType) -> date | Month | None:
    """The day or month that the address asks for, if it can be read."""
    try:
        period: date | Month = read(columns(form.facts)[form.period], request.args.get("about", ""))
    except Unreadable:
        return None
    return period
