"""An asset's card: read from its row, written to it, and told flat for the chain."""

import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from portal.core.facts import columns
from portal.core.folding import folded_texts
from portal.core.kinds import typed
from portal.core.pinyin import initials
from portal.domain.assets.facts import Card, Kind, State
from portal.domain.assets.models import Asset

PLAIN = ("kind", "model", "serial", "room", "bought", "warranty", "state", "remark")
SOUGHT = ("kind", "model", "serial", "room", "remark")
LABELS = {name: column.cell.label for name, column in columns(Card).items()}
Units = Mapping[int, str]


class Entry(NamedTuple):
    """A card, with the colleague and the unit that it names."""

    card: Card
    user_id: int | None
    unit_id: int


def card_of(asset: Asset, units: Units) -> Card:
    """What the register says of an asset, as somebody would have filled it in; `units` are name and code."""
    user = f"{asset.user.name} {asset.user.number}" if asset.user else ""
    said: dict[str, Any] = {name: getattr(asset, name) for name in PLAIN}
    said |= {"kind": cast(Kind, asset.kind), "state": cast(State, asset.state)}
    return Card(number=asset.number, user=user, unit=units.get(asset.unit_id, ""), **said)


def write(asset: Asset, entry: Entry) -> None:
    """Give an asset what its card says, with all that searching wants."""
    for name in PLAIN:
        setattr(asset, name, getattr(entry.card, name))
    asset.serial_key = as_serial(entry.card.serial)
    asset.user_id, asset.unit_id = entry.user_id, entry.unit_id
    texts = [asset.number, *(getattr(entry.card, name) for name in SOUGHT)]
    asset.folded, asset.initials = folded_texts(texts)[:240], initials(folded_texts(texts[1:]))[:240]


def told(card: Card) -> dict[str, str]:
    """A card as text for the chain."""
    return {name: typed(getattr(card, name)) for name in LABELS if name != "number"}


def changes_between(before: Card, after: Card) -> dict[str, list[str]]:
    """What differs between two cards of an asset: before and after, by cell."""
    old, new = told(before), told(after)
    return {name: [old[name], new[name]] for name in old if old[name] != new[name]}


def as_serial(text: str) -> str | None:
    """A maker's number as it is compared: half-width, in capitals, without spaces; None for an empty one."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())[:40] or None
