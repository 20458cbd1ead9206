"""Enrolling people, renaming them, their leaving, and a new password for a lost one."""

import re
from datetime import date, timedelta

from sqlalchemy import or_, select

from portal.core.administration.acts import (
    Administrator,
    Refused,
    keeping_an_administrator,
    lock,
    require_day,
)
from portal.core.audit.chain import record
from portal.core.auth.operations import FIRST_LASTS, end_sessions, give_password, replace_password
from portal.core.org import operations as organisation
from portal.core.org.models import Holding, Person
from portal.extensions import db, hold

NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")


def enrol(number: str, name: str, since: date, secret: str, who: Administrator) -> Person:
    """Enrol an employee; `secret` is the hash of the password of his first days ("": none yet)."""
    lock()
    require_day(since, who)
    if not NUMBER.fullmatch(number):
        raise Refused("number", "工号用字母、数字、横线，最多20位")
    other = db.session.scalar(select(Person).filter_by(number=number))
    if other:
        raise Refused("number", f"工号 {number} 已经是 {other.name} 的")
    person = organisation.enrol(number, name, since)
    if secret:
        give_password(person, secret, who.at + max(since - who.today, timedelta()) + FIRST_LASTS)
    note(person, "enrolled", who, number=number, name=name, since=since)
    return person


def rename_person(person_id: int, name: str, who: Administrator) -> None:
    """Call a person otherwise from now on; papers keep the name that they were signed with."""
    person = held(person_id)
    if name == person.name:
        raise Refused("name", "和现在的姓名一样")
    note(person, "renamed", who, name=[person.name, name])
    person.name = name


def leave(person_id: int, until: date, who: Administrator) -> None:
    """Mark a person as gone from a day on: every post ends, and with it signing in."""
    person = held(person_id)
    require_day(until, who, "until")
    if person.until and person.until <= until:
        raise Refused("until", f"已登记自 {person.until} 起离职")
    if until < person.since:
        raise Refused("until", f"{person.since} 才入职，不能早于这一天")
    with keeping_an_administrator(until, "until"):
        ended = [end(holding, until) for holding in held_beyond(person_id, until)]
        person.until = until
    if until <= who.today:
        end_sessions(person_id, who.at)
    note(person, "left", who, until=until, posts=ended)


def come_back(person_id: int, who: Administrator) -> None:
    """Take a leaving back before or on its day; posts are not given back by it."""
    person = held(person_id)
    if person.until is None:
        raise Refused("", "没有登记离职")
    if person.until < who.today:
        raise Refused("", f"{person.until} 已经离职，不能改写过去；回来时请用新工号入职")
    person.until = None
    note(person, "leaving_withdrawn", who)


def reset_password(person_id: int, secret: str, who: Administrator) -> Person:
    """Give a person a new first password; his open sessions end."""
    person = held(person_id)
    if person.until and person.until <= who.today:
        raise Refused("", "已经离职，不能再登录")
    replace_password(person, secret, who.at)
    note(person, "password_reset", who)
    return person


def sign_out(person_id: int, who: Administrator) -> Person:
    """End every session of a person, wherever he is signed in."""
    person = held(person_id)
    end_sessions(person_id, who.at)
    note(person, "signed_out", who)
    return person


def held(person_id: int) -> Person:
    """The person, locked together with the organisation."""
    lock()
    person = hold(Person, id=person_id)
    if person is None:
        raise LookupError(person_id)
    return person


def held_beyond(person_id: int, day: date) -> list[Holding]:
    """What a person holds on a day or later."""
    query = select(Holding).filter_by(person_id=person_id)
    return list(db.session.scalars(query.where(or_(Holding.until.is_(None), Holding.until > day))))


def end(holding: Holding, until: date) -> int:
    """End a holding on a day, or by its own first day when that is later."""
    holding.until = max(until, holding.since)
    return holding.post_id


def note(person: Person, event: str, who: Administrator, **told: object) -> None:
    """Put a change of a person into the chain."""
    record(f"person:{person.id}", f"person:{event}", who.person_id, who.at, **told)
