"""Custody of delegations: whoever leaves lets nobody act for him, and acts for nobody any more."""

from collections.abc import Iterator

from sqlalchemy import or_, select

from portal.core.audit.chain import record
from portal.core.delegations.models import Delegation
from portal.core.delegations.telling import forms_told, news, window
from portal.core.handovers.custody import Custody, Estate, Handing, Item, Moved
from portal.core.instants import Moment
from portal.core.notices.operations import News, tell
from portal.extensions import db, hold


def held(estate: Estate, moment: Moment) -> list[Item]:
    """What he gave and received and is not over; his own, also when he only changes his post."""
    return [item_of(row, estate) for row in lasting(estate, moment)]


def pass_on(handing: Handing, moment: Moment) -> list[Moved]:
    """End them at once; whoever acted, or waits for somebody who acts, is told."""
    estate = handing.estate
    return [ended(row.id, handing, moment) for row in lasting(estate, moment)]


def lasting(estate: Estate, moment: Moment) -> list[Delegation]:
    """The delegations of somebody who leaves."""
    if estate.holdings is not None:
        return []
    mine = or_(Delegation.person_id == estate.person_id, Delegation.delegate_id == estate.person_id)
    unended = select(Delegation).where(mine, Delegation.ended_at.is_(None), Delegation.until > moment.at)
    return list(db.session.scalars(unended.order_by(Delegation.id)))


def principals(estate: Estate, moment: Moment) -> set[int]:
    """Those for whom he acts: they are locked before anything of theirs ends."""
    return {row.person_id for row in lasting(estate, moment)}


def ended(delegation_id: int, handing: Handing, moment: Moment) -> Moved:
    """End one, with its event and its notice."""
    row = hold(Delegation, id=delegation_id)
    if row is None:
        raise LookupError(delegation_id)
    row.ended_at = moment.at
    db.session.flush()
    record(f"person:{row.person_id}", "delegation:ended", handing.by, moment.at, delegation=row.id)
    tell(told(row, handing.estate.person_id), moment.at)
    return Moved(item_of(row, handing.estate), "已结束")


def told(row: Delegation, person_id: int) -> Iterator[News]:
    """The other one of the two hears of it."""
    rest = f"（原定 {window(row.since, row.until)}，{forms_told(row.scope)}）"
    if row.person_id == person_id:
        words = f"{row.person.name}办理了工作交接，委托结束，你不再代为办理{rest}"
        yield news(row, row.delegate_id, "ended", words)
    else:
        words = f"{row.delegate.name}办理了工作交接，不再代你办理，需要时请另行委托{rest}"
        yield news(row, row.person_id, "ended", words)


def item_of(row: Delegation, estate: Estate) -> Item:
    """A delegation as the sheet calls it."""
    given = row.person_id == estate.person_id
    title = f"委托{row.delegate.name}代办" if given else f"受{row.person.name}委托代办"
    return Item(row.id, title, "", f"{window(row.since, row.until)}，{forms_told(row.scope)}")


COLUMNS = "delegation.person_id", "delegation.delegate_id"
DELEGATIONS = Custody("委托", COLUMNS, held, pass_on)
