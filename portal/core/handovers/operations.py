"""Handing over and confirming: the people are locked first, then what is moved, custody by custody."""

import hashlib
from typing import NamedTuple

import msgspec
from sqlalchemy import select

from portal.core.audit.chain import record
from portal.core.handovers.custody import Custody, Handing, Moved, custodies
from portal.core.handovers.delegations import principals
from portal.core.handovers.models import Handover, HandoverConfirmation
from portal.core.handovers.sheet import Occasion, sheet_of
from portal.core.handovers.telling import made
from portal.core.instants import Moment
from portal.core.notices.operations import tell
from portal.core.org.models import Person
from portal.core.paper import short_code
from portal.extensions import db, hold


class Made(Exception):
    """This was handed over before; `handover_id` is what came of it. Nothing was changed."""

    def __init__(self, handover_id: int) -> None:
        super().__init__(handover_id)
        self.handover_id = handover_id


class Disturbed(Exception):
    """A delegation came between the question and the answer; nothing was changed."""


class NotAsked(LookupError):
    """The sheet does not wait for this person's word."""


class Order(NamedTuple):
    """What is asked for: the handing, what the sheet says above its lists, and the page's key."""

    handing: Handing
    occasion: Occasion
    key: str


def hold_people(handing: Handing, key: str, moment: Moment) -> None:
    """Lock the two, and those for whom the first one acts, in order of their ids; raises Made, Disturbed."""
    estate = handing.estate
    people = {estate.person_id, handing.successor_id, *principals(estate, moment)}
    for person_id in sorted(people):
        hold(Person, id=person_id)
    again = select(Handover.id).where(
        ((Handover.person_id == estate.person_id) & (Handover.day == estate.day))
        | ((Handover.by_id == handing.by) & (Handover.key == key))
    )
    known = db.session.scalar(again.order_by(Handover.id).limit(1))
    if known:
        raise Made(known)
    if not principals(estate, moment) <= people:
        raise Disturbed


def hand_over(order: Order, moment: Moment) -> Handover:
    """Move everything, once the people are locked and their posts are settled; returns the stored act."""
    handing = order.handing
    moved = [(custody.title, passed_on(custody, handing, moment)) for custody in custodies()]
    row = stored(order, moved, moment)
    tell(made(row, sum(len(each) for _, each in moved)), moment.at)
    return row


def passed_on(custody: Custody, handing: Handing, moment: Moment) -> list[Moved]:
    """One custody's share, in the database when the next one looks."""
    found = custody.pass_on(handing, moment)
    db.session.flush()
    return found


def stored(order: Order, moved: list[tuple[str, list[Moved]]], moment: Moment) -> Handover:
    """The row with its sheet, and its event in the streams of both people."""
    handing, occasion = order.handing, order.occasion
    estate, view = handing.estate, msgspec.json.encode(sheet_of(occasion, moved)).decode()
    digest = hashlib.sha256(view.encode()).hexdigest()
    about = {"day": estate.day, "scope": occasion.scope, "sheet": digest}
    mine = {"person_id": estate.person_id, "successor_id": handing.successor_id, "by_id": handing.by}
    event = record(
        f"person:{estate.person_id}", "handover:made", handing.by, moment.at, to=handing.successor_id, **about
    )
    record(
        f"person:{handing.successor_id}", "handover:received", handing.by, moment.at,
        **{"from": estate.person_id}, **about,
    )  # fmt: skip
    row = Handover(
        **mine, day=estate.day, scope=occasion.scope, reason=occasion.reason, key=order.key, view=view,
        digest=digest, code=short_code(event.digest), at=moment.at,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def confirm(handover_id: int, person_id: int, moment: Moment) -> bool:
    """Note that one of the two has confirmed the sheet; False when he had already. Raises NotAsked."""
    hold(Person, id=person_id)
    row = db.session.get(Handover, handover_id)
    side = row.side_of(person_id) if row else ""
    if row is None or not side:
        raise NotAsked
    mine = {"handover_id": row.id, "side": side}
    if db.session.get(HandoverConfirmation, (row.id, side)):
        return False
    stream = f"person:{person_id}"
    event = record(stream, "handover:confirmed", person_id, moment.at, sheet=row.digest, **mine)
    code = short_code(event.digest)
    db.session.add(HandoverConfirmation(**mine, person_id=person_id, code=code, at=moment.at))
    db.session.flush()
    return True
