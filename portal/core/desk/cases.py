"""Pages: a case with its file, what is done with it, and its dossier."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.approval.hooks import Refused
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.case import CLOSED, Case
from portal.core.cases.operations import (
    Act,
    Acting,
    CaseChanged,
    DoneAlready,
    NoSuchAct,
    Wordless,
    act_on,
    unfinished,
)
from portal.core.clocks.operations import NotRunning, pause, resume
from portal.core.clocks.queries import of_documents
from portal.core.desk.case_file import CaseFile, case_for_visitor
from portal.core.desk.case_form import ActForm
from portal.core.desk.clock_words import by_document
from portal.core.desk.documents import shown_document
from portal.core.desk.dossier import dossier_html
from portal.core.desk.moment import this_moment
from portal.core.desk.pause_form import PauseForm
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.core.printing.at_once import pdf_answer
from portal.core.web.posted import id_of
from portal.core.web.record_panels import panels_beside
from portal.extensions import db, writing

blueprint = Blueprint("cases", __name__)
DRAFT_PLACES = {"case": lambda number: url_for("cases.show", document_id=int(number))}


@blueprint.get("/documents/<id:document_id>/case")
@allow("work")
def show(document_id: int) -> str:
    """The case, with what the visitor typed and has not entered."""
    document, case = case_for_visitor(document_id)
    words = dict(drafts.kept(visitor().person_id, place(document_id)) or []).get("words", "")
    return case_page(document, case, ActForm(words=words))


@blueprint.get("/documents/<id:document_id>/case/pdf")
@allow("work")
def pdf(document_id: int) -> Response:
    """The dossier."""
    document, case = case_for_visitor(document_id)
    back = url_for("cases.show", document_id=document_id)
    return pdf_answer(f"卷宗 {document.number}", back, dossier_html(document, case))


def park(person_id: int, document_id: int) -> str:
    """Keep the words that met an expired session."""
    document = db.session.get(Document, document_id)
    if document is not None and document.stage:
        fields = [("words", request.form.get("words", ""))]
        drafts.keep(person_id, place(document_id), "", f"案件 {document_id}", fields, this_moment().at)
    return url_for("cases.show", document_id=document_id)


@blueprint.post("/documents/<id:document_id>/case/entries")
@allow("work", park=park)
def create_entry(document_id: int) -> Response | tuple[str, int]:
    """Enter a note, move the case on, close it or open it again: on exactly what was shown."""
    document, case = case_for_visitor(document_id)
    form = ActForm()
    if not form.validate():
        return case_page(document, case, form), 422
    faults, status = enter(document_id, form.asked(), acting(document, case, form.asked()))
    if faults:
        form.words.errors = faults
        return case_page(*case_for_visitor(document_id), form), status
    return redirect(url_for("cases.show", document_id=document_id), 303)


@blueprint.post("/documents/<id:document_id>/case/clocks/<id:clock_id>")
@allow("work")
def create_pause(document_id: int, clock_id: int) -> Response | tuple[str, int]:
    """Let a clock of the case stand still for a reason, or run again: by whoever moves the case on."""
    document, case = case_for_visitor(document_id)
    running = by_document(of_documents([document_id])).get(document_id, [])
    mine = {ticking.clock.id: ticking.clock.state for ticking in running}
    if clock_id not in mine or not CaseFile.read(document, case).choices.moves:
        abort(404)
    form = PauseForm()
    again = request.form.get("act") == "resume"
    if mine[clock_id] == "running" and not again and not form.validate():
        form.clock_id = clock_id
        return case_page(document, case, ActForm(), form), 422
    try:
        with writing():
            who = (visitor().person_id, this_moment())
            resume(clock_id, *who) if again else pause(clock_id, form.reason.data or "", *who)
    except NotRunning:
        flash("这个期限刚刚已经变了，没有重复登记。")
    else:
        flash("期限已恢复计时。" if again else "期限已暂停，恢复前不计时。")
    return redirect(url_for("cases.show", document_id=document_id), 303)


def enter(document_id: int, act: Act, acting: Acting) -> tuple[list[str], int]:
    """Do it; what speaks against it and the status that says so, or nothing."""
    try:
        with writing():
            act_on(document_id, act, acting, this_moment())
            drafts.discard(visitor().person_id, place(document_id))
    except NoSuchAct:
        abort(404)
    except CaseChanged:
        return ["这个案件在你打开之后有新的记录，请看过再处理。"], 409
    except Wordless:
        return ["这一步要写明情况"], 422
    except Refused as refused:
        return [refusal.message for refusal in refused.refusals], 422
    except DoneAlready:
        flash("已经登记过，没有重复登记。")
        return [], 303
    flash("已登记。")
    return [], 303


def acting(document: Document, case: Case, act: Act) -> Acting:
    """The visitor, by the post that lets him do it, else by the one that he has held longest."""
    mine = visitor()
    post = mine.post_for(case.by(document.stage or "", act.kind, act.name)) or mine.posts[0]
    return Acting(mine.person_id, post.title, frozenset(held.role for held in mine.posts))


def case_page(document: Document, case: Case, form: ActForm, pausing: PauseForm | None = None) -> str:
    """The case with what can be done with it."""
    before = id_of(request.args.get("before", ""))
    told = {**shown_document(document), "file": CaseFile.read(document, case, before or None)}
    running = by_document(of_documents([document.id])).get(document.id, [])
    told["panels"] = panels_beside("case", document)
    told["missing"] = unfinished(document) if CLOSED in case.follows(document.stage or "") else []
    return render_template("core/desk/case.html", form=form, running=running, pausing=pausing, **told)


def place(document_id: int) -> str:
    """Where words that were not entered are kept."""
    return f"case:{document_id}"
