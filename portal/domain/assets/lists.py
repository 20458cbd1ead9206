"""A list of assets as a workbook, out and in: compared with the register before it is taken."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from portal.core.forms.cells import CellForm
from portal.core.forms.fields import Fields, dump, from_facts
from portal.domain.assets.cards import LABELS, Units, as_serial, card_of, changes_between, told
from portal.domain.assets.facts import AssetList
from portal.domain.assets.forms import entries, rows_of, twice
from portal.domain.assets.models import Asset
from portal.domain.assets.operations import Change
from portal.domain.assets.queries import having, numbered

NEW = "新登记"


class Difference(NamedTuple):
    """A row that says something else than the register: what it asks for, and each cell before and after."""

    change: Change
    number: str
    cells: list[tuple[str, str, str]]


class Compared(NamedTuple):
    """A list beside the register: its rows with their faults, and how they differ where none is faulty."""

    rows: list[CellForm]
    differences: list[Difference]


def fields_of(assets: Iterable[Asset], units: Units) -> Fields:
    """Some assets as the rows of a list."""
    return from_facts(AssetList(tuple(card_of(asset, units) for asset in assets)))


def compared(fields: Fields, units: Units, person_id: int, today: date) -> Compared:
    """A list beside the register; rows that say the same as it are left alone."""
    rows = rows_of(fields)
    known = numbered({number_of(row) for row in rows} - {""})
    twice(rows)
    left = [row for row in rows if not same(row, known.get(number_of(row)), units)]
    refuse_unknown(left, known)
    found = entries(left, person_id, today)
    changes = [
        Change(asset.id if asset else 0, asset.version if asset else 0, entry)
        for row, entry in zip(left, found, strict=True)
        if entry
        for asset in (known.get(number_of(row)),)
    ]
    refuse_taken(left, known)
    return Compared(rows, [d for each in changes if (d := difference(each, known, units)).cells])


def number_of(row: CellForm) -> str:
    """The number that a row bears."""
    return str(row.cell("number").data or "").strip().upper()


def same(row: CellForm, asset: Asset | None, units: Units) -> bool:
    """Whether a row says what the register says, letter by letter."""
    if asset is None or any(cell.error for cell in row.cells()):
        return False
    said = dict(from_facts(card_of(asset, units)))
    return all(cell.typed.strip() == said[cell.short_name].strip() for cell in row.cells())


def refuse_unknown(rows: Sequence[CellForm], known: dict[str, Asset]) -> None:
    """Refuse numbers that nobody gave: the portal gives them."""
    for row in rows:
        if number_of(row) and number_of(row) not in known:
            row.cell("number").refuse("没有这个编号；新登记的把编号留空")


def refuse_taken(rows: Sequence[CellForm], known: dict[str, Asset]) -> None:
    """Refuse serial numbers that another asset has."""
    serials = [as_serial(str(row.cell("serial").data or "")) for row in rows]
    others = having({serial for serial in serials if serial})
    for row, serial in zip(rows, serials, strict=True):
        other, mine = others.get(serial or ""), known.get(number_of(row))
        if other and (mine is None or other.id != mine.id):
            row.cell("serial").refuse(f"已经登记：{other.number} {other.label}")


def difference(change: Change, known: dict[str, Asset], units: Units) -> Difference:
    """What a row changes; of a new asset all that it says."""
    asset = known.get(change.entry.card.number.upper())
    if asset is None:
        said = [(LABELS[name], "", text) for name, text in told(change.entry.card).items() if text]
        return Difference(change, NEW, said)
    changed = changes_between(card_of(asset, units), change.entry.card)
    cells = [(LABELS[name], before, after) for name, (before, after) in changed.items()]
    return Difference(change, asset.number, cells)


def seal_of(differences: Sequence[Difference]) -> str:
    """What was shown before it is taken: another state of the register, or another list, has another one."""
    shown = [(str((d.change.asset_id, d.change.seen, d.number)), str(d.cells)) for d in differences]
    return hashlib.sha256(dump(shown).encode()).hexdigest()[:32]
