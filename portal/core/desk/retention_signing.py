"""Pages: one destruction list. Its documents, the two signatures, a refusal, and taking a document off."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import ValidationError

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import this_moment
from portal.core.desk.retention import list_of
from portal.core.desk.verb_form import Proving
from portal.core.desk.words import Words
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.core.retention.faults import NotPossible, Settled
from portal.core.retention.listing import take_off
from portal.core.retention.models import LONGEST_REASON, DestructionItem, DestructionList
from portal.core.retention.queries import in_the_way, on_list
from portal.core.retention.signing import Signer, refuse, sign, why_not
from portal.core.web.context import now
from portal.core.web.posted import posted_id
from portal.extensions import writing

blueprint = Blueprint("retention_signing", __name__)
DRAFT_PLACES = {"destruction": lambda number: url_for("retention_signing.show", list_id=int(number))}


class SignForm(Proving):
    """Words, which whoever refuses must give, and the password."""

    proof = True
    words = Words("意见（不同意时必填）", LONGEST_REASON)

    @property
    def refuses(self) -> bool:
        """Whether the button for not agreeing was pressed."""
        return request.form.get("act") == "refuse"

    def validate_words(self, field: Words) -> None:
        """Whoever refuses says why."""
        field.data = (field.data or "").strip()
        if self.refuses and not field.data:
            raise ValidationError("不同意要写明原因")

    def validate_password(self, field: PasswordField) -> None:
        """Both signatures take the password."""
        if not field.data:
            raise ValidationError("要再填一次登录密码")


@blueprint.get("/records/<id:list_id>")
@allow("keep_records")
def show(list_id: int) -> str:
    """The list as it stands."""
    typed = dict(drafts.kept(visitor().person_id, place(list_id)) or [])
    return page(list_of(list_id), SignForm(formdata=None, data=typed))


def park(person_id: int, list_id: int) -> str:
    """Keep the words that met an expired session; never the password."""
    fields = [("words", request.form.get("words", "")[: LONGEST_REASON * 2])]
    drafts.keep(person_id, place(list_id), "", "销毁清册", fields, now())
    return url_for("retention_signing.show", list_id=list_id)


@blueprint.post("/records/<id:list_id>/signature")
@allow("keep_records", park=park)
def create(list_id: int) -> Response | tuple[str, int]:
    """Sign, or refuse to; the second signature destroys."""
    row, form = list_of(list_id), SignForm()
    if not form.validate():
        return page(row, form), 422
    if wrong := form.prove():
        return page(list_of(list_id), form), wrong
    try:
        state = acted(list_id, form)
    except NotPossible as fault:
        form.at("", f"{fault}。")
        return page(list_of(list_id), form), 409 if isinstance(fault, Settled) else 422
    flash(SAID[state])
    return redirect(url_for("retention_signing.show", list_id=list_id), 303)


SAID = {
    "open": "已签字，等另一个人监销。",
    "done": "已签字，清册上单据的内容已经销毁；纸质件请两人在场一并销毁。",
    "refused": "已结束这份清册，上面的单据可以重新列入别的清册。",
}


def acted(list_id: int, form: SignForm) -> str:
    """Do what was asked for; the state in which the list is then."""
    signer, act = signer_now(form.is_proven), refuse if form.refuses else sign
    with writing():
        row = act(list_id, signer, form.words.data or "", this_moment())
        drafts.discard(signer.person_id, place(list_id))
        return row.state


def signer_now(proven: bool) -> Signer:
    """The visitor as a signer."""
    me = visitor()
    return Signer(me.person_id, me.posts[0].title, "answer_for_records" in me.capabilities, proven)


@blueprint.post("/records/<id:list_id>/removal")
@allow("keep_records")
def create_removal(list_id: int) -> Response:
    """Take a document off the list."""
    list_of(list_id)
    try:
        with writing():
            take_off(list_id, posted_id("document"), visitor().person_id, this_moment())
        flash("已从清册上撤下。")
    except NotPossible as fault:
        flash(f"没有撤下：{fault}。")
    return redirect(url_for("retention_signing.show", list_id=list_id), 303)


def page(row: DestructionList, form: SignForm) -> str:
    """The list, its documents, its signatures, and the form for whoever may sign now."""
    query = on_list(row.id).options(joinedload(DestructionItem.document).joinedload(Document.author))
    items, more = keyset_page(query, DestructionItem.id)
    blocked = in_the_way(row.id) if row.state == "open" else []
    fault = why_not(row, row.signatures, signer_now(proven=True))
    values = {"row": row, "items": items, "more": more, "blocked": blocked, "fault": fault}
    return render_template("core/desk/retention_list.html", form=form, **values)


def place(list_id: int) -> str:
    """Where words that were not sent are kept."""
    return f"destruction:{list_id}"
