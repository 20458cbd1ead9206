"""Every cell of every form with hostile values: kept as typed, refused at its cell, or shown escaped.

Forms and cells are those of the catalogue: a new one is met without an edit here.
EVERY_VALUE=1 takes the whole corpus for every cell instead of some of it.
"""

import unicodedata

import pytest
from flask import Flask

from portal.core.document_type import DocumentType
from portal.core.kinds import read
from portal.core.kinds.kind import Unreadable
from portal.core.spreadsheets.reading import read_workbook
from tests.hostile.any_form import RESTING, SHAPED, Desk, Spot, Typed, spots
from tests.hostile.values import EVERY, by_id, corpus, fault_at, posted, same, some, typed_in, words
from tests.pages import Page
from tests.regulations.relationship_expense.settling import payee
from tests.regulations.relationship_expense.slips import with_table
from tests.turns import due

LINES = 6
ROUNDS = len(corpus()) if EVERY else 10
LONGEST = 20_000  # longer ones have their own test: a few of them are more than any post may bring


def forms(app: Flask) -> list[DocumentType]:
    """The forms whose turn it is; of those that say the same things one. All, with the whole corpus."""
    with_table(app)  # what an advance is drawn from
    with app.app_context():
        payee()  # whom an application pays
    types = list(app.extensions["catalogue"].types())
    return types if EVERY else [f for f in {form.facts: form for form in types}.values() if due(f.code)]


def hostile(form: DocumentType) -> list[Typed]:
    """Sheets in which every cell has a value of the corpus, other ones in every sheet."""
    values = {
        s.id: [v for v in some(f"{form.code} {s.id}", ROUNDS) if len(v) < LONGEST] for s in spots(form, LINES)
    }
    return [{cell: told[n % len(told)] for cell, told in values.items()} for n in range(ROUNDS)]


def readable(spot: Spot, text: str) -> bool:
    """Whether a cell by itself takes a text."""
    try:
        read(spot.column, posted(text))
    except Unreadable:
        return False
    return True


def require_kept(page: Page, typed: Typed) -> None:
    elements = by_id(page)
    for cell, text in typed.items():
        assert same(typed_in(elements, cell), text), (
            page.address,
            cell,
            text[:80],
            typed_in(elements, cell)[:80],
        )


def test_every_cell_keeps_what_was_typed_and_says_what_is_wrong(app: Flask) -> None:
    for form in forms(app):
        desk = Desk(app, form)
        for typed in hostile(form):
            page = desk.send(typed)
            assert page.status == 422, (form.code, page.status)
            require_kept(page, typed)
            elements = by_id(page)
            for spot in spots(form, LINES):
                if spot.column.cell.when is None and not readable(spot, typed[spot.id]):
                    fault = fault_at(elements, spot.id)
                    assert chinese(fault), (form.code, spot.id, typed[spot.id][:80], fault)


def chinese(text: str) -> bool:
    return any("CJK" in unicodedata.name(character, "") for character in text)


def test_what_a_form_takes_stands_on_its_document_and_in_its_workbook_as_typed(app: Flask) -> None:
    """Words that no cell refuses are sent in all cells at once, and read back exactly."""
    for form in (each for each in forms(app) if each.code not in RESTING):
        desk = Desk(app, form)
        typed = desk.good(LINES) | nasty(form)
        page = desk.send(typed)
        assert page.address.startswith("/documents/"), (form.code, page.faults())
        shown = {words(e).strip() for tag in ("td", "dd", "span") for e in page.all(tag)}
        back = dict(
            read_workbook(form, desk.author.client.get(f"{page.address.removesuffix('/case')}/xlsx").data)
        )
        for cell, text in nasty(form).items():
            assert posted(text).strip() in shown, (form.code, cell, text)
            assert back[cell] == posted(text), (form.code, cell, text)


def nasty(form: DocumentType) -> Typed:
    """For every cell of words a value that it takes, other ones for each cell."""
    taken = {s.id: [v for v in some(s.id, 60) if v.strip() and readable(s, v)] for s in spots(form, LINES)}
    free = {s.id for s in spots(form, LINES) if s.column.type is str and s.column.cell.when is None}
    free -= SHAPED.get(form.code, set())
    return {cell: told[n % len(told)] for n, (cell, told) in enumerate(taken.items()) if cell in free}


def test_a_text_that_never_ends_is_kept_and_refused_in_every_form(app: Flask) -> None:
    for form in forms(app):
        desk, text = Desk(app, form), "长" * 100_000
        (first, *_) = [s for s in spots(form, 1) if s.column.type is str]
        page = desk.send(desk.good(1) | {first.id: text})
        assert (page.status, typed_in(by_id(page), first.id)) == (422, text), form.code
        assert "最多" in fault_at(by_id(page), first.id), form.code


@pytest.mark.both_databases
def test_what_no_database_can_hold_is_kept_in_every_draft(app: Flask) -> None:
    """Also in what tells one draft from another, which is told in a column of its own."""
    for form in forms(app):
        desk = Desk(app, form)
        typed = {spot.id: "a\x00b" for spot in spots(form, 1)}
        for act in ("send", "save"):
            page = desk.author.post(desk.page.address, desk.own | typed | {"act": act})
            assert page.status == (422 if act == "send" else 200), form.code
            require_kept(page, typed)
        assert form.title in desk.author.get("/drafts").text
