"""Registering an asset, changing it, one or a whole list; each leaves its event in the chain."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError

from portal.core.audit.chain import record
from portal.core.documents.numbers import take
from portal.core.instants import Moment
from portal.domain.assets.cards import Entry, Units, as_serial, card_of, changes_between, told, write
from portal.domain.assets.models import Asset
from portal.domain.assets.queries import having, registered_as
from portal.extensions import db, hold


class AlreadyRegistered(Exception):
    """The form's key was spent; `asset_id` is what came of it."""

    def __init__(self, asset_id: int) -> None:
        super().__init__(asset_id)
        self.asset_id = asset_id


class SerialTaken(Exception):
    """Another asset has the serial number; nothing was stored."""

    def __init__(self, asset: Asset) -> None:
        super().__init__(asset.number)
        self.told = f"{asset.number} {asset.label}"


class ChangedMeanwhile(Exception):
    """Somebody changed the asset after the page was opened; nothing was changed."""


class Change(NamedTuple):
    """What a row of a list asks for: an asset's id and version (0: a new one), and what it is to be."""

    asset_id: int
    seen: int
    entry: Entry


def register(entry: Entry, person_id: int, form_key: str | None, moment: Moment) -> Asset:
    """Register an asset; raises AlreadyRegistered and SerialTaken, which leave no gap in the numbers."""
    series = f"{moment.day.year}"
    number = f"ZC-{series}-{take('asset', series):04}"
    if form_key and (known := registered_as(form_key)):
        raise AlreadyRegistered(known)
    asset = Asset(number=number, version=1, form_key=form_key)
    refuse_taken(entry, 0)
    store(asset, entry)
    said = {"number": number, "card": told(entry.card)}
    record(stream(asset), "asset:registered", person_id, moment.at, **said)
    return asset


def change(change: Change, units: Units, person_id: int, moment: Moment) -> None:
    """Change what the register says of an asset; raises ChangedMeanwhile and SerialTaken."""
    asset = held(change.asset_id)
    if asset.version != change.seen:
        raise ChangedMeanwhile
    changes = changes_between(card_of(asset, units), change.entry.card)
    if changes:
        refuse_taken(change.entry, asset.id)
        store(asset, change.entry)
        asset.version += 1
        record(stream(asset), "asset:changed", person_id, moment.at, changes=changes)


def take_list(changes: Sequence[Change], units: Units, person_id: int, moment: Moment) -> None:
    """Store every row of a list, or none; raises ChangedMeanwhile and SerialTaken."""
    for row in changes:
        if row.asset_id:
            change(row, units, person_id, moment)
        else:
            register(row.entry, person_id, None, moment)


def refuse_taken(entry: Entry, asset_id: int) -> None:
    """Raise SerialTaken where another asset has the serial number."""
    serial = as_serial(entry.card.serial)
    other = having({serial}).get(serial) if serial else None
    if other and other.id != asset_id:
        raise SerialTaken(other)


def store(asset: Asset, entry: Entry) -> None:
    """Store what an asset is to be; raises SerialTaken where another one took its serial number meanwhile."""
    try:
        with db.session.begin_nested():
            write(asset, entry)
            db.session.add(asset)
            db.session.flush()
    except IntegrityError:
        refuse_taken(entry, asset.id or 0)
        raise


def held(asset_id: int) -> Asset:
    """The asset, locked for this operation."""
    asset = hold(Asset, id=asset_id)
    if asset is None:
        raise LookupError(asset_id)
    return asset


def stream(asset: Asset) -> str:
    """The asset's stream in the audit chain."""
    return f"asset:{asset.id}"
