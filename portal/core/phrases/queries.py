"""Which phrases are offered to whom."""

from functools import cache

from sqlalchemy import Integer, Select, bindparam, select

from portal.core.phrases.models import Phrase
from portal.extensions import db

USUAL = ("同意。", "情况属实，同意。", "请补充说明后再报。")


def phrases_of(person_id: int) -> list[str]:
    """What to offer somebody who writes an opinion: his own phrases, or the usual ones until he has any."""
    return [phrase.words for phrase in own_phrases(person_id)] or list(USUAL)


def own_phrases(person_id: int) -> list[Phrase]:
    """A person's own phrases, in his order."""
    return list(db.session.scalars(phrases_of_one(), {"person_id": person_id}))


@cache
def phrases_of_one() -> Select[Phrase]:
    """SQL, written once as every turn's page asks it: the same of `person_id`."""
    mine = Phrase.person_id == bindparam("person_id", type_=Integer)
    return select(Phrase).where(mine).order_by(Phrase.position, Phrase.id)
