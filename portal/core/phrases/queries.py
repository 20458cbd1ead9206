"""Which phrases are offered to whom."""

from sqlalchemy import select

from portal.core.phrases.models import Phrase
from portal.extensions import db

USUAL = ("同意。", "情况属实，同意。", "请补充说明后再报。")


def phrases_of(person_id: int) -> list[str]:
    """What to offer somebody who writes an opinion: his own phrases, or the usual ones until he has any."""
    return [phrase.words for phrase in own_phrases(person_id)] or list(USUAL)


def own_phrases(person_id: int) -> list[Phrase]:
    """A person's own phrases, in his order."""
    query = select(Phrase).filter_by(person_id=person_id).order_by(Phrase.position, Phrase.id)
    return list(db.session.scalars(query))
