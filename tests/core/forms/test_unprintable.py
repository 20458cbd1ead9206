"""A character that no font has is refused when a sheet is sent: by name, at its cell, in every text."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.core.document_type import DocumentType
from portal.core.facts import Column, columns, tables
from portal.core.forms.fields import Fields, from_facts
from portal.core.forms.sheet_form import SheetForm
from portal.core.kinds import kind_of
from tests.core.forms.anything import without_rules
from tests.core.forms.toys import toy
from tests.core.printing.filled import filled
from tests.pages import Browser

MISSING = "\ue000"
SENTENCE = f"「{MISSING}」无法打印，请换一个字或联系管理员添加字体"
TYPED = ("short", "long", "reference")


def written(column: Column) -> bool:
    """Whether somebody writes words into a cell."""
    return not column.cell.copied and kind_of(column).name in TYPED


def cells_of(form: DocumentType) -> Iterator[tuple[str, Column]]:
    """Every cell that words are written into, by its name as posted."""
    yield from ((name, column) for name, column in columns(form.facts).items() if written(column))
    for name, table in tables(form.facts).items():
        cells = columns(table.line).items()
        yield from ((f"{name}-1-{cell}", column) for cell, column in cells if written(column))


def with_words(fields: Fields, name: str, column: Column, words: str) -> Fields:
    """The sheet with words in one cell, and with the answer that asks for it."""
    said, when = {name: words}, column.cell.when
    if when:
        said[name.removesuffix(column.name) + when.cell] = when.answers[0]
    return [(each, said.get(each, text)) for each, text in fields]


@pytest.fixture
def forms(app: Flask) -> list[DocumentType]:
    return [without_rules(form) for form in (*app.extensions["catalogue"].types(), toy)]


def test_it_is_named_at_its_cell_on_every_form(forms: list[DocumentType]) -> None:
    kinds = set()
    for form in forms:
        fields = from_facts(filled(form, 2))
        for name, column in cells_of(form):
            sheet = SheetForm(form, with_words(fields, name, column, f"核{MISSING}对"))
            mine = [sentence for where, sentence in sheet.faults() if where == name]
            assert len(mine) == 1, (form.code, name, sheet.faults())
            assert mine[0].endswith(f"{column.cell.label}：{SENTENCE}"), (form.code, name)
            kinds.add(kind_of(column).name)
    assert kinds == set(TYPED)


def test_the_same_words_without_it_are_taken(forms: list[DocumentType]) -> None:
    for form in forms:
        fields = from_facts(filled(form, 2))
        for name, column in cells_of(form):
            faults = SheetForm(form, with_words(fields, name, column, "核对𠮷")).faults()
            assert name not in [where for where, _ in faults], (form.code, name)


PLACES = {"lines-0-customer": "客户", "lines-0-route": "路线", "lines-0-goal": "工作目标", "remarks": "备注"}
WORDS = {"route": "滨江", "goal": "订货", "solution": "补货"}
VISIT = {"day": "2026-12-01", "customer": "E0001", "frequency": "2", **WORDS}


@pytest.mark.parametrize("name", PLACES)
def test_the_page_says_so_beside_the_cell_and_keeps_what_was_typed(chen: Browser, name: str) -> None:
    said = {"month": "2026-12"} | {f"lines-0-{cell}": text for cell, text in VISIT.items()}
    page = chen.submit(chen.get("/forms/f01-1/new"), button="act=send", **said | {name: f"核{MISSING}对"})
    assert (page.status, page.faults()) == (422, [SENTENCE])
    (cell,) = [*page.all("input", name=name), *page.all("textarea", name=name)]
    (told,) = [each for each in page.all("p") if each.get("id") in cell.get("aria-describedby", "").split()]
    assert SENTENCE in "".join(told.itertext())
    assert dict(page.fields())[name] == f"核{MISSING}对"


def test_an_opinion_is_refused_in_the_same_words(app: Flask, chen: Browser, zhou: Browser) -> None:
    said = {"month": "2026-12"} | {f"lines-0-{cell}": text for cell, text in VISIT.items()}
    assert chen.submit(chen.get("/forms/f01-1/new"), button="act=send", **said).status == 200
    (task,) = {a.get("href") for a in zhou.get("/").all("a") if a.get("href", "").startswith("/tasks/")}
    page = zhou.submit(
        zhou.get(task), action=f"{task}/decision", button="kind=approve", opinion=f"同意{MISSING}"
    )
    assert (page.status, page.faults()) == (422, [SENTENCE])
