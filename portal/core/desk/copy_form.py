"""To whom a document is passed on, by names, with a few words."""

import re
from typing import cast

from flask import current_app
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from portal.core.approval.beside_models import LONGEST_WORDS
from portal.core.auth.visitor import visitor
from portal.core.desk.words import Words
from portal.core.facts import Ref
from portal.core.forms.references import Asker, Register, SeenBy, fault
from portal.core.web.context import today

BETWEEN = re.compile("[、，,;；\n]")
MOST_PEOPLE = 20


class CopyForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Names or numbers of colleagues; once it is valid, `found` are they."""

    people = Words("抄送给", 400)
    words = Words("附言", LONGEST_WORDS)
    found: tuple[Ref, ...] = ()

    def validate_people(self, field: Words) -> None:
        """Each text means one colleague, never a guess; raises ValidationError."""
        texts = list(dict.fromkeys(filter(None, map(str.strip, BETWEEN.split(field.data or "")))))
        if not 0 < len(texts) <= MOST_PEOPLE:
            raise ValidationError(f"一次最多抄送 {MOST_PEOPLE} 人" if texts else "请写明抄送给谁")
        meant = colleagues().resolve(set(texts), visitor().posts[0].unit_id)
        faults = [fault("同事", text, meant[text]) for text in texts]
        if any(faults):
            raise ValidationError("；".join(filter(None, faults)))
        self.found = tuple(meant[text][0].ref for text in texts)
        if visitor().person_id in {ref.id for ref in self.found}:
            raise ValidationError("不用抄送给自己")


def suggestions() -> list[str]:
    """Names to offer: those of one's own unit."""
    return colleagues().suggestions(visitor().posts[0].unit_id)


def colleagues() -> Register:
    """Everybody employed today, as the visitor may find them."""
    known = cast(dict[str, SeenBy], current_app.extensions["registers"])
    return known["person"](Asker(visitor().person_id, today(), today()))
