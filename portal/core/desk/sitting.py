"""One person at one sheet: what the form is, where the draft is kept, what may be changed."""

from dataclasses import dataclass

from portal.core.desk.revising import Asked
from portal.core.document_type import DocumentType
from portal.core.facts import Facts, tables
from portal.core.forms.fields import Fields, add_lines, from_facts, lines_of, remove_line, renamed
from portal.core.forms.sheet_form import SheetForm
from portal.core.sheet import Head

FIRST_LINES = 5
MORE_LINES = 5


@dataclass(frozen=True)
class Sitting:
    """A sheet being filled.

    `edits` names the cells and tables that may change (None: all), `seen` the
    snapshot that the facts come from, `number` the document's once it has one,
    `returned` why its author has it before him again, `document_id` and
    `position` the document with the version that he has before him."""

    form: DocumentType
    place: str
    unit_id: int
    head: Head
    facts: Facts | None = None
    edits: tuple[str, ...] | None = None
    seen: int = 0
    number: str = ""
    returned: Asked | None = None
    document_id: int = 0
    position: int = 0

    @property
    def asks_paper(self) -> bool:
        """Whether the sheet may have been written on a numbered blank."""
        return self.form.issued == "blank" and not self.number

    @property
    def files_place(self) -> str:
        """Where files are kept until it is sent: its key, or that of the task, whatever version was seen."""
        return ":".join(self.place.split(":")[:2])

    def first_fields(self, starts: Fields) -> Fields:
        """What the sheet shows before anybody typed: its facts, or what is known and empty lines."""
        if self.facts:
            return from_facts(self.facts)
        for name, table in tables(self.form.facts).items():
            empty = max(1, FIRST_LINES - len(lines_of(starts, name)))
            starts = add_lines(starts, name, empty, table.table.most)
        return starts

    def within_rights(self, fields: Fields) -> Fields:
        """The typed fields under today's names, with everything that may not change put back as it was."""
        fields = renamed(fields, self.form.name_now)
        if self.edits is None or self.facts is None:
            return fields
        mine = [(name, text) for name, text in fields if self.may_edit(name)]
        return mine + [(name, text) for name, text in from_facts(self.facts) if not self.may_edit(name)]

    def may_edit(self, name: str) -> bool:
        """Whether a posted name belongs to a cell or table that may change."""
        return self.edits is None or name.partition("-")[0] in self.edits

    def after(self, act: str, fields: Fields) -> Fields:
        """The fields after an act on lines: `add:TABLE` or `remove:TABLE:KEY`."""
        verb, table, key = (*act.split(":"), "", "")[:3]
        if table not in tables(self.form.facts) or not self.may_edit(table):
            return fields
        if verb == "add":
            return add_lines(fields, table, MORE_LINES, tables(self.form.facts)[table].table.most)
        return remove_line(fields, table, key) if verb == "remove" else fields

    def bound(self, fields: Fields) -> SheetForm:
        """The form bound to fields."""
        return SheetForm(self.form, fields)

    def lines(self, fields: Fields) -> list[dict[str, str]]:
        """Every posted line of every table."""
        return [line for name in tables(self.form.facts) for line in lines_of(fields, name)]

    def last_line(self, fields: Fields, table: str) -> str:
        """Where to look after lines were added."""
        return f"{table}-{len(lines_of(fields, table)) - 1}"
