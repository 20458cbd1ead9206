"""A list of complaints as a workbook: one a row, judged like its sheet, taken in whole or not at all."""

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, cast, get_type_hints

import msgspec

from portal.core.approval.hooks import Refused
from portal.core.approval.sending import send
from portal.core.document_type import DocumentType
from portal.core.documents.operations import Author
from portal.core.facts import Facts, Line, Table, columns
from portal.core.forms.fields import Fields, dump, lines_of
from portal.core.forms.references import Found, Register, Registers
from portal.core.forms.sheet_form import SheetForm
from portal.core.instants import Moment
from portal.core.regulation import Regulation
from portal.core.spreadsheets.layout import ListForm
from portal.core.terms import Terms

MOST = 200
LINES = "lines"


class Judge(NamedTuple):
    """By what rows are judged: the form, its regulation, today's terms, the registers as the author sees them
    and his unit."""

    form: DocumentType
    regulation: Regulation
    terms: Terms
    registers: Registers
    unit_id: int


@cache
def list_of(form: DocumentType) -> ListForm:
    """The workbook of a form: its cells as the columns of one table."""
    hints = get_type_hints(form.facts, include_extras=True)
    cells = [(name, *rest(form.facts, name, hint)) for name, hint in hints.items()]
    row = msgspec.defstruct(f"{form.facts.__name__}Row", cells, bases=(Line,), frozen=True, kw_only=True)
    table = Annotated[tuple[row, ...], Table(form.title, "", 1, MOST)]  # type: ignore[valid-type]
    facts = msgspec.defstruct(f"{form.facts.__name__}List", [(LINES, table)], bases=(Facts,), frozen=True)
    return ListForm(f"{form.slug}-list", f"{form.title}清单", cast(type[Facts], facts), form.version)


def rest(facts: type[Facts], name: str, hint: Any) -> tuple[Any, ...]:
    """A cell's type, and its default where it has one."""
    field = next(each for each in msgspec.structs.fields(facts) if each.name == name)
    return (hint,) if field.required else (hint, field.default)


def sheets_of(fields: Fields, judge: Judge) -> list[SheetForm]:
    """Every row as a sheet, each reference looked up: one question to each register for the whole list."""
    rows = [[(name, text) for name, text in line.items() if name != "key"] for line in rows_in(fields)]
    sheets = [SheetForm(judge.form, row) for row in rows]
    known = {kind: Known(kind, sheets, judge) for kind in judge.form.registers()}
    for sheet in sheets:
        sheet.look_up(known, judge.unit_id)
    return sheets


def rows_in(fields: Fields) -> list[dict[str, str]]:
    """The rows that somebody used."""
    return [line for line in lines_of(fields, LINES) if any(t.strip() for n, t in line.items() if n != "key")]


class Known:
    """A register that has been asked already, for every row at once."""

    def __init__(self, kind: str, sheets: list[SheetForm], judge: Judge) -> None:
        texts = {cell.data for sheet in sheets for _, cell in sheet.references().get(kind, ())}
        self.register: Register = judge.registers[kind]
        self.answers = self.register.resolve(texts, judge.unit_id)

    def resolve(self, texts: set[str], _unit_id: int) -> dict[str, list[Found]]:
        """What was answered."""
        return {text: self.answers.get(text, []) for text in texts}

    def suggestions(self, unit_id: int) -> list[str]:
        """What the register offers."""
        return self.register.suggestions(unit_id)


def judged(sheets: list[SheetForm], judge: Judge) -> tuple[list[Facts], dict[str, str]]:
    """What the rows say, and what is wrong by cell of the list."""
    said = [sheet.facts(judge.terms, judge.regulation) for sheet in sheets]
    faults = {k: v for number, sheet in enumerate(sheets) for k, v in faults_of(number, sheet)}
    return [facts for facts in said if facts is not None], faults


def faults_of(number: int, sheet: SheetForm) -> Iterator[tuple[str, str]]:
    """What is wrong with a row."""
    for cell, why in sheet.marks().items():
        if why:
            yield place_of(number, cell or next(iter(columns(sheet.type.facts)))), why


def place_of(number: int, cell: str) -> str:
    """Where a sheet's cell stands in the list."""
    return f"{LINES}-{number}-{cell}"


def send_all(
    said: list[Facts], form: DocumentType, author: Author, key: str, moment: Moment
) -> dict[str, str]:
    """Send every row as its sheet; what the registers find wrong, by cell of the list. The caller undoes all
    when anything is; raises AlreadySent for a list that was taken in before."""
    faults, rows = dict[str, str](), dict[str, str]()
    for number, facts in enumerate(said):
        try:
            rows[send(form, facts, author, f"{key}:{number}", moment).number] = f"第 {number + 1} 行"
        except Refused as refused:
            faults |= dict(refusals_at(number, form, refused, rows))
    return faults


def refusals_at(
    number: int, form: DocumentType, refused: Refused, rows: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """What speaks against a row; a row before it is called by its place, as its number will not stay."""
    for refusal in refused.refusals:
        told = refusal.message
        for before, place in rows.items():
            told = told.replace(before, place)
        cell = str(refusal.path[-1]) if refusal.path else next(iter(columns(form.facts)))
        yield place_of(number, cell), told


def key_of(fields: Fields) -> str:
    """What a list says, so that the same list sent twice takes nothing down twice."""
    said = dump([(name, text) for name, text in fields if not name.endswith("-key")])
    return hashlib.sha256(said.encode()).hexdigest()[:40]
