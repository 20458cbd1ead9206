"""Stickers for assets: sheets of A4 with three by eight of 70 × 36 mm, each with a code that leads to its
asset. The size is that of the most usual sheets [assumption]; printed at 100 %, without borders."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.core.printing.qr import Picture, picture_of
from portal.domain.assets.queries import Listed

A_SHEET, MOST = 24, 240


class Sticker(NamedTuple):
    """What stands on one sticker; `code` is the asset's address, as a picture."""

    number: str
    label: str
    unit: str
    code: Picture


def sticker(row: Listed, address: str) -> Sticker:
    """The sticker of an asset that is found at an address."""
    return Sticker(row.asset.number, row.asset.label, row.unit, picture_of(address))


def sheets(stickers: Iterable[Sticker], first: int) -> list[tuple[Sticker | None, ...]]:
    """The stickers sheet by sheet; those before the `first` place are gone from the first sheet."""
    places: list[Sticker | None] = [*([None] * (first - 1)), *stickers]
    return [tuple(places[at : at + A_SHEET]) for at in range(0, len(places), A_SHEET)]
