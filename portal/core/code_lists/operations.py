"""Registering an entry, changing it, ending its use; each leaves its event in the chain."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.core.audit.chain import record
from portal.core.code_lists.code_list import C, CodeList, E
from portal.core.code_lists.entries import Entry
from portal.core.folding import folded
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.pinyin import initials
from portal.extensions import db, hold, insert_once


class CodeTaken(Exception):
    """The code belongs to `entry` already; nothing was registered."""

    def __init__(self, entry: Entry, card: Any) -> None:
        super().__init__(entry.code)
        self.entry_id, self.label, self.card = entry.id, entry.label, card


class ListRefused(Exception):
    """Codes of a list that are taken, by position; nothing was registered."""

    def __init__(self, taken: dict[int, str]) -> None:
        super().__init__(taken)
        self.taken = taken


class ChangedMeanwhile(Exception):
    """Somebody changed the entry after the page was opened; nothing was changed."""


def register(book: CodeList[E, C], card: C, person_id: int, moment: Moment) -> E:
    """Register an entry; raises CodeTaken."""
    said = columns(book, card)
    first = insert_once(book.model, **said, version=1)
    entry = db.session.scalars(select(book.model).filter_by(code=said["code"])).one()
    if not first:
        raise CodeTaken(entry, card_of(book, entry))
    record(stream(book, entry), f"{book.kind}:registered", person_id, moment.at, card=told(book, card))
    return entry


def register_all(book: CodeList[E, C], cards: Sequence[C], person_id: int, moment: Moment) -> int:
    """Register every entry of a list, or none; raises ListRefused. Returns how many."""
    taken: dict[int, str] = {}
    for position, card in enumerate(cards):
        try:
            register(book, card, person_id, moment)
        except CodeTaken as known:
            taken[position] = known.label
    if taken:
        raise ListRefused(taken)
    return len(cards)


def change(book: CodeList[E, C], entry_id: int, card: C, seen: int, person_id: int, moment: Moment) -> None:
    """Change what the list says of an entry; its code stays. Raises ChangedMeanwhile."""
    entry = held(book, entry_id)
    if entry.version != seen:
        raise ChangedMeanwhile
    before, after = told(book, card_of(book, entry)), told(book, card)
    changes = {name: [before[name], after[name]] for name in book.said if before[name] != after[name]}
    if changes:
        for name, value in columns(book, card).items():
            setattr(entry, name, value)
        entry.version += 1
        record(stream(book, entry), f"{book.kind}:changed", person_id, moment.at, changes=changes)


def end(book: CodeList[E, C], entry_id: int, person_id: int, moment: Moment) -> None:
    """No form is offered the entry from today on; one that is not in use is left as it is."""
    entry = held(book, entry_id)
    if entry.used_on(moment.day):
        entry.until = moment.day
        entry.version += 1
        record(stream(book, entry), f"{book.kind}:ended", person_id, moment.at, until=moment.day.isoformat())


def card_of(book: CodeList[E, C], entry: E) -> C:
    """What the list says of an entry, as somebody would have filled it in."""
    return book.card(**{name: book.read(entry, name) for name in book.said})


def columns(book: CodeList[E, C], card: C) -> dict[str, Any]:
    """A card as the table's columns, with all that searching wants."""
    said = {name: getattr(card, name) for name in book.said}
    plain = folded(book.called(said))
    return {**book.columns(said), "folded": plain[:240], "initials": initials(plain)[:240]}


def told(book: CodeList[E, C], card: C) -> dict[str, str]:
    """A card as text for the chain."""
    return {name: typed(getattr(card, name)) for name in book.said}


def held(book: CodeList[E, C], entry_id: int) -> E:
    """The entry, locked for this operation."""
    entry = hold(book.model, id=entry_id)
    if entry is None:
        raise LookupError(entry_id)
    return entry


def stream(book: CodeList[E, C], entry: E) -> str:
    """The entry's stream in the audit chain."""
    return f"{book.kind}:{entry.id}"
