"""Pages: 评论 on a document, and taking one's own back."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms.validators import ValidationError

from portal.core.approval.visibility import seen_by
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.comments.operations import NotSeen, SaidAlready, comment_on, people_to_tell, withdraw
from portal.core.desk.documents import document_for_visitor
from portal.core.desk.moment import this_moment
from portal.core.desk.words import Words
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.core.web.context import now, today
from portal.core.web.posted import posted_ids
from portal.extensions import writing

blueprint = Blueprint("comments", __name__)
DRAFT_PLACES = {"comment": lambda number: url_for("comments.new", document_id=int(number))}
LONGEST = 1000


class CommentForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Words that must be there."""

    words = Words("评论", LONGEST)

    def validate_words(self, field: Words) -> None:
        """Something is said; raises ValidationError."""
        if not (field.data or "").strip():
            raise ValidationError("请写下评论")


@blueprint.get("/documents/<id:document_id>/comments/new")
@allow("work")
def new(document_id: int) -> str:
    """A comment to write, or one that met an expired session."""
    document = document_for_visitor(document_id)
    kept = dict(drafts.kept(visitor().person_id, place(document_id)) or [])
    return page(document, CommentForm(words=kept.get("words", "")))


def park(person_id: int, document_id: int) -> str:
    """Keep the words that met an expired session."""
    document = seen_by(person_id, document_id, today())
    if document is not None:
        fields = [("words", request.form.get("words", ""))]
        drafts.keep(person_id, place(document_id), "", f"评论：{document.title}"[:200], fields, now())
    return url_for("comments.new", document_id=document_id)


@blueprint.post("/documents/<id:document_id>/comments")
@allow("work", park=park)
def create(document_id: int) -> Response | str | tuple[str, int]:
    """Say it; or choose first whom to point it out to."""
    document, form = document_for_visitor(document_id), CommentForm()
    if not form.validate():
        return page(document, form), 422
    if "choose" in request.form:
        return page(document, form)
    me, words = visitor().person_id, (form.words.data or "").strip()
    try:
        with writing():
            comment_on(document_id, me, words, posted_ids("people"), this_moment())
            drafts.discard(me, place(document_id))
    except NotSeen:
        abort(404)
    except SaidAlready:
        flash("这条评论已经发过，没有重复发。")
    else:
        flash("评论已发。")
    return redirect(url_for("documents.show", document_id=document_id), 303)


@blueprint.post("/comments/<id:comment_id>/withdrawal")
@allow("work")
def create_withdrawal(comment_id: int) -> Response:
    """Take one's own comment back."""
    try:
        with writing():
            document_id = withdraw(comment_id, visitor().person_id, this_moment())
    except NotSeen:
        abort(404)
    flash("评论已撤回。")
    return redirect(url_for("documents.show", document_id=document_id), 303)


def page(document: Document, form: CommentForm) -> str:
    """The words, and whom they may be pointed out to."""
    people, chosen = people_to_tell(document, visitor().person_id), posted_ids("people")
    values = {"document": document, "form": form, "people": people, "chosen": chosen}
    return render_template("core/desk/comment.html", **values)


def place(document_id: int) -> str:
    """Where words that were not sent are kept."""
    return f"comment:{document_id}"
