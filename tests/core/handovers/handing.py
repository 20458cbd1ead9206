"""Hand-overs that tests make, by the real operation; inside an app context unless they get the app."""

from datetime import date
from itertools import count

from flask import Flask
from sqlalchemy import select

from portal.core.administration.acts import Administrator
from portal.core.administration.handing import Wanted, make
from portal.core.desk.moment import this_moment
from portal.core.handovers.custody import open_rows_of
from portal.core.handovers.models import Handover
from portal.core.handovers.operations import confirm
from portal.core.org.models import Holding
from portal.core.web.context import now, today
from portal.extensions import db, writing
from tests.core.org.changes import person

KEYS = count()
ADMINISTRATOR = "1009"


def wanted(leaver: str, successor: str, **told: object) -> Wanted:
    """Everything from today on, unless told otherwise."""
    usual = {"day": today(), "holdings": None, "taken": (), "reason": "另有安排", "key": f"key:{next(KEYS)}"}
    return Wanted(person(leaver).id, person(successor).id, **usual | told)


def hand(leaver: str, successor: str, by: str = ADMINISTRATOR, **told: object) -> Handover:
    """Hand over."""
    asked, who = wanted(leaver, successor, **told), Administrator(person(by).id, now(), today())
    with writing():
        made = make(asked, who, by == ADMINISTRATOR, this_moment()).id
    return db.session.get_one(Handover, made)


def handed_over(app: Flask, leaver: str = "1005", successor: str = "1006", confirmed: bool = False) -> int:
    """A hand-over of somebody, with his word if so asked; returns its id."""
    with app.app_context():
        made = hand(leaver, successor).id
        if confirmed:
            who = person(successor).id
            with writing():
                confirm(made, who, this_moment())
        return made


def holdings(number: str) -> tuple[int, ...]:
    """The ids of what somebody holds or held."""
    mine = select(Holding.id).filter_by(person_id=person(number).id).order_by(Holding.id)
    return tuple(db.session.scalars(mine))


def left(number: str, day: date | None = None) -> dict[str, int]:
    """How many open rows name somebody, by custody."""
    rows = open_rows_of(person(number).id, day or today(), this_moment())
    return {share.title: len(share.items) for share in rows}


def lines(handover: Handover) -> dict[str, list[tuple[str, ...]]]:
    """What the sheet lists, by custody: what was to be done, and whose it is."""
    return {
        table.label: [(row.cells[2].text, row.cells[3].text) for row in table.rows]
        for table in handover.sheet.tables()
    }
