"""To whom a document is passed on, by names, with a few words."""

import re

from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from portal.core.approval.beside_models import LONGEST_WORDS
from portal.core.auth.visitor import visitor
from portal.core.desk.colleagues import all_meant
from portal.core.desk.words import Words
from portal.core.facts import Ref

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
        self.found, why = all_meant(texts)
        if why:
            raise ValidationError(why)
        if visitor().person_id in {ref.id for ref in self.found}:
            raise ValidationError("不用抄送给自己")
