"""Pages: what an author does with his document on its way: 撤回, 作废, 申请作废; each asks for a reason."""

from collections.abc import Callable
from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.core.approval.faults import NotPossible, NotYours
from portal.core.approval.hooks import Refused
from portal.core.approval.verbs import ABANDON, VOID, WITHDRAW, Verb
from portal.core.approval.voiding import request_void
from portal.core.approval.withdrawing import abandon, withdraw
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.documents import document_for_visitor, shown_document
from portal.core.desk.moment import this_moment
from portal.core.desk.verb_form import ReasonForm
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.core.web.posted import posted_fields
from portal.extensions import db, writing

blueprint = Blueprint("document_verbs", __name__)
DRAFT_PLACES = {
    "document": lambda number, name: url_for(f"document_verbs.new_{name}", document_id=int(number))
}
Operation = Callable[[int, int, str, Moment], Document]


class Page(NamedTuple):
    """The pair of pages of one verb, the operation behind it, and what is told when it is done."""

    verb: Verb
    place: str
    perform: Operation
    told: str


PAGES = (
    Page(WITHDRAW, "withdrawal", withdraw, "已撤回。改好后可以重新提交，编号不变；不办了就作废。"),
    Page(ABANDON, "abandonment", abandon, "已作废，编号留着备查。"),
    Page(VOID, "voiding", request_void, "已申请作废，正在请原来批准的人会签；都同意之前单据仍然有效。"),
)


def enter(page: Page) -> None:
    """Register the pair of pages of one verb."""
    name = page.verb.name

    def new(document_id: int) -> str | Response:
        document = own_document(document_id)
        typed = drafts.kept(visitor().person_id, place(document_id, name))
        form = ReasonForm(MultiDict(typed)) if typed else ReasonForm(formdata=None)
        return verb_page(page, document, form)

    def create(document_id: int) -> Response | tuple[str, int]:
        document, form = own_document(document_id), ReasonForm()
        if not form.validate():
            return verb_page(page, document, form), 422
        return performed(page, document_id, form)

    def park(person_id: int, document_id: int) -> str:
        document = db.session.get(Document, document_id)
        if document is not None and document.author_id == person_id:
            title = f"{page.verb.title} · {document.title}"
            drafts.keep(person_id, place(document_id, name), "", title, posted_fields(), this_moment().at)
        return url_for(f"document_verbs.new_{name}", document_id=document_id)

    add_rule, address = blueprint.add_url_rule, f"/documents/<id:document_id>/{page.place}"
    add_rule(address, f"new_{name}", allow("work")(new), methods=["GET"])
    add_rule(address, f"create_{name}", allow("work", park=park)(create), methods=["POST"])


def performed(page: Page, document_id: int, form: ReasonForm) -> Response | tuple[str, int]:
    """Do it, or say at its place why not."""
    try:
        with writing():
            page.perform(document_id, visitor().person_id, form.words.data or "", this_moment())
            drafts.discard(visitor().person_id, place(document_id, page.verb.name))
    except NotYours:
        abort(404)
    except (NotPossible, Refused) as fault:
        status = form.take(fault)
        return verb_page(page, own_document(document_id), form), status
    flash(page.told)
    return redirect(url_for("documents.show", document_id=document_id), 303)


def own_document(document_id: int) -> Document:
    """The visitor's own document; 404 for anybody else's, as for none."""
    document = document_for_visitor(document_id)
    if document.author_id != visitor().person_id or document.stage:
        abort(404)
    return document


def verb_page(page: Page, document: Document, form: ReasonForm) -> str:
    """The document with the verb's form beside it; what cannot be done now says so, and has no button."""
    shown = shown_document(document)
    mine = {offer.verb for offer in shown["offers"]}
    fault = "" if page.verb in mine else f"这张单据{document.status_label}，现在不能{page.verb.title}。"
    values = {"form": form, "verb": page.verb, "fault": fault, "action": request.path}
    back = url_for("documents.show", document_id=document.id)
    return render_template("core/desk/verb.html", **shown, **values, back=back)


def place(document_id: int, name: str) -> str:
    """Where a reason that was not given yet is kept."""
    return f"document:{document_id}:{name}"


for one in PAGES:
    enter(one)
