"""Page: 常用语, what a person often writes as his opinion."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms.validators import ValidationError

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.words import Words
from portal.core.phrases.models import LONGEST
from portal.core.phrases.operations import MOST, KnownAlready, TooMany, add, move_up, remove
from portal.core.phrases.queries import USUAL, own_phrases
from portal.extensions import writing

blueprint = Blueprint("phrases", __name__)


class PhraseForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A phrase on one line."""

    words = Words("新的常用语", LONGEST)

    def validate_words(self, field: Words) -> None:
        """Something; raises ValidationError."""
        if not (field.data or "").strip():
            raise ValidationError("请写下常用语")

    def phrase(self) -> str:
        """The valid form's phrase, on one line."""
        return " ".join((self.words.data or "").split())


@blueprint.get("/phrases")
@allow("work")
def index() -> str:
    """One's own phrases, and the usual ones."""
    return page(PhraseForm(formdata=None))


@blueprint.post("/phrases")
@allow("work")
def create() -> Response | tuple[str, int]:
    """Keep another."""
    form = PhraseForm()
    if not form.validate():
        return page(form), 422
    try:
        with writing():
            add(visitor().person_id, form.phrase())
    except KnownAlready:
        form.words.errors = ["这一条已经有了"]
        return page(form), 422
    except TooMany:
        form.words.errors = [f"最多 {MOST} 条，请先删掉不用的"]
        return page(form), 422
    return redirect(url_for("phrases.index"), 303)


@blueprint.post("/phrases/<id:phrase_id>/removal")
@allow("work")
def create_removal(phrase_id: int) -> Response:
    """Drop one."""
    flash("常用语已删除。")
    return act(remove, phrase_id)


@blueprint.post("/phrases/<id:phrase_id>/rise")
@allow("work")
def create_rise(phrase_id: int) -> Response:
    """Move one up."""
    return act(move_up, phrase_id)


def act(operation: Callable[[int, int], None], phrase_id: int) -> Response:
    """Do something to a phrase of one's own; 404 for anybody else's, as for none."""
    me = visitor().person_id
    if phrase_id not in [phrase.id for phrase in own_phrases(me)]:
        abort(404)
    with writing():
        operation(me, phrase_id)
    return redirect(url_for("phrases.index"), 303)


def page(form: PhraseForm) -> str:
    """The phrases, and the next one as typed."""
    rows = own_phrases(visitor().person_id)
    known = [phrase.words for phrase in rows]
    usual = [words for words in USUAL if words not in known]
    return render_template("core/desk/phrases.html", form=form, rows=rows, usual=usual)
