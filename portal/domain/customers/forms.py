"""The card as somebody posts it: read cell by cell, judged as a whole, every fault at its cell."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict

from portal.core.facts import tables
from portal.core.forms.cells import CellField, CellForm, form_class
from portal.core.forms.fields import Fields, add_lines, lines_of
from portal.core.forms.sheet_form import line_forms, padded
from portal.core.kinds.words import LONG, SHORT
from portal.domain.customers.facts import GRADES, Card, Contact
from portal.domain.customers.names import folded
from portal.domain.customers.phones import is_phone, masked

CONTACTS = tables(Card)["contacts"]
SPARE = 2


class Rights(NamedTuple):
    """Owners to choose from, or the one that stays; hidden phones by contact key; the grade there is."""

    owners: Mapping[str, str]
    owner: str = ""
    hidden: Mapping[str, str] = {}
    grade: str = ""


class CardForm:
    """A card as posted. After `card()`, `faults()` says what is wrong and where."""

    def __init__(self, fields: Fields, rights: Rights) -> None:
        self.rights = rights
        self.head: CellForm = form_class(Card)(MultiDict(padded(Card, fields)))
        self.contacts = list(line_forms(CONTACTS, with_spare_lines(fields)))
        self.grades = list(dict.fromkeys(("", *GRADES, rights.grade)))
        self.general: list[str] = []
        for cell in self.lines_of_one():
            cell.kind = SHORT if cell.kind is LONG else cell.kind

    def card(self, today: date) -> Card | None:
        """What was said, without the spaces around; None when anything is wrong."""
        used = [line for line in self.contacts if not line.empty]
        self.judge_head()
        for line in used:
            self.judge_contact(line, today)
        if len(used) > CONTACTS.table.most:
            self.general.append(f"联系人最多 {CONTACTS.table.most} 位，现在 {len(used)} 位")
        if self.faults():
            return None
        said = values(self.head) | ({} if self.rights.owners else {"owner": self.rights.owner})
        return Card(**said, contacts=tuple(Contact(key=line.key, **values(line)) for line in used))

    def judge_head(self) -> None:
        """The name can be found again; grade and owner are among those offered."""
        cells = {c.short_name: c for c in self.head.cells()}
        refuse_lines(cells["name"], cells["address"])
        if cells["name"].data and not folded(str(cells["name"].data)):
            cells["name"].refuse("名称里要有文字或数字")
        if cells["grade"].data not in (None, *self.grades):
            cells["grade"].refuse("请从列出的等级中选择")
        if self.rights.owners and cells["owner"].data and cells["owner"].data not in self.rights.owners:
            cells["owner"].refuse("请从列出的业务经理中选择")

    def judge_contact(self, line: CellForm, today: date) -> None:
        """A phone is one; whoever consented did so somehow, on a day that has come."""
        phone, on, how = (line.cell(name) for name in ("phone", "consent_on", "consent_how"))
        refuse_lines(line.cell("note"))
        hidden = self.rights.hidden.get(line.key, "")
        if hidden and phone.data == masked(hidden):
            phone.data = hidden
        if phone.data and not is_phone(str(phone.data)):
            phone.refuse("电话只写数字、空格、横线和括号")
        if on.error:
            return
        if bool(on.data) != bool(how.data):
            (how if on.data else on).refuse("同意的日期和方式要一起填")
        if on.data and on.data > today:
            on.refuse("同意日期不能晚于今天")

    def faults(self) -> list[tuple[str, str]]:
        """Everything wrong, in the order of the page: (id of the cell or "", sentence naming the place)."""
        found = [(cell.id, f"{cell.label.text}：{cell.error}") for cell in self.head.cells() if cell.error]
        for position, line in enumerate(self.contacts, 1):
            wrong = [] if line.empty else [cell for cell in line.cells() if cell.error]
            found += [(cell.id, f"联系人{position} {cell.label.text}：{cell.error}") for cell in wrong]
        return found + [("", sentence) for sentence in self.general]

    def forgive(self) -> "CardForm":
        """The same form without faults: a draft and an empty form are judged by nobody."""
        for cell in (cell for form in (self.head, *self.contacts) for cell in form.cells()):
            cell.process_errors = []
        return self

    def lines_of_one(self) -> Iterator[CellField]:
        """The cells that hold one line; those of spare contacts are judged by nobody."""
        yield from (cell for cell in self.head.cells() if cell.short_name != "remark")
        for line in self.contacts:
            for cell in line.cells():
                cell.process_errors = [] if line.empty else cell.process_errors
                yield cell


def with_spare_lines(fields: Fields) -> Fields:
    """The fields with some empty contacts to fill in, no more of them at every post."""
    empty = [line for line in lines_of(fields, "contacts") if not any(line[n] for n in line if n != "key")]
    return add_lines(fields, "contacts", max(0, SPARE - len(empty)), CONTACTS.table.most)


def refuse_lines(*cells: CellField) -> None:
    """Refuse several lines where one is wanted."""
    for cell in cells:
        if isinstance(cell.data, str) and "\n" in cell.data.strip():
            cell.refuse("只能写一行")


def values(form: CellForm) -> dict[str, Any]:
    """The values of a form, texts without the spaces around."""
    return {n: v.strip() if isinstance(v, str) else v for n, v in form.values().items()}
