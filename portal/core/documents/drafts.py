"""Drafts: what was typed, kept without being judged."""

from datetime import datetime
from functools import cache

from sqlalchemy import Integer, Select, String, bindparam, delete, or_, select

from portal.core.documents.case_files import HEX_OF_ID
from portal.core.documents.models import Draft
from portal.core.forms.fields import Fields, dump, load
from portal.extensions import db, insert_once


def keep(person_id: int, place: str, form: str, title: str, fields: Fields, at: datetime) -> None:
    """Keep what a person typed at a place; the newest replaces the one before."""
    mine = {"person_id": person_id, "place": place}
    values = {"type": form, "title": title, "fields": dump(fields), "saved_at": at}
    if not insert_once(Draft, **mine, **values):
        draft = db.session.scalars(select(Draft).filter_by(**mine)).one()
        for name, value in values.items():
            setattr(draft, name, value)


def kept(person_id: int, place: str) -> Fields | None:
    """What the person typed at this place and has not sent."""
    text = db.session.scalar(one_kept(), {"person_id": person_id, "place": place})
    return load(text) if text else None


@cache
def one_kept() -> Select[str]:
    """SQL, written once as every sheet asks it: what `person_id` typed at a `place`."""
    mine = Draft.person_id == bindparam("person_id", type_=Integer)
    return select(Draft.fields).where(mine, Draft.place == bindparam("place", type_=String))


def discard(person_id: int, place: str) -> None:
    """Forget a draft: it was sent, or its owner threw it away."""
    db.session.execute(delete(Draft).filter_by(person_id=person_id, place=place))


def discard_of_tasks(task_ids: list[int]) -> None:
    """Forget what was typed at turns that are over, whoever typed it."""
    of_task = [
        or_(Draft.place == f"task:{number}", Draft.place.startswith(f"task:{number}:")) for number in task_ids
    ]
    if of_task:
        db.session.execute(delete(Draft).where(or_(*of_task)))


def discard_of_case(case_id: int) -> None:
    """Forget what anybody typed for papers of a case: the key of each ends in its id."""
    db.session.execute(delete(Draft).where(Draft.place.endswith(f"{case_id:0{HEX_OF_ID}x}")))


def drafts_of(person_id: int) -> list[Draft]:
    """A person's drafts of whole sheets, newest first, at most a hundred."""
    query = select(Draft).filter_by(person_id=person_id).order_by(Draft.saved_at.desc()).limit(100)
    return list(db.session.scalars(query))
