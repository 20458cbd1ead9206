"""Any form's sheet, made from its declaration: something good in every cell that must be filled."""

from datetime import date, time
from typing import NamedTuple, get_origin

from flask import Flask

from portal.core.document_type import DocumentType
from portal.core.facts import Column, LineTable, Month, columns, tables
from portal.core.kinds.words import choices
from portal.core.measures import Quantity, Rate
from portal.core.money import Amount
from portal.demonstration.company import EMPLOYEES
from portal.regulations.planning_department.facts import AHEAD, DONE, OUTING
from portal.regulations.relationship_expense.facts import ACTIVITY, PURCHASE
from tests.conftest import signed_in
from tests.core.org.changes import take_post
from tests.pages import Page

GOOD = {date: "2026-11-23", Month: "2026-11", time: "09:30", Amount: "0.00", Quantity: "1", Rate: "1"}
RULED = {  # what a form's rules want besides
    "F07-4": {"use": ACTIVITY, "way": PURCHASE, "amount": "10.00"},
    "F07-3": {"product": "进口模块", "planned": "2026-11-30", "value": "1.00", "prospect": "新程电子"}
    | {f"items-{n}-amount": "1.00" for n in range(6)},
    "F07-9": {"left": "10.00"},
    "F07-7": {f"lines-{n}-standard": "10.00" for n in range(6)},
    "F10-1": {"concerned": "制造部门"},
    "F10-4C": {"loss": "待查明"},
    "F12-4C": {"loss": "待查明"},
    "F10-4D": {"fresh": "是新的投诉"},
    "F12-4D": {"fresh": "是新的投诉"},
    "F10-2": {"sample": "附样品", "part_no": "LH-1"},
    "F12-1": {"concerned": "制造部门"},
    "F10-6": {"unit": "制造部门"},
    "F12-6": {"unit": "制造部门"},
    "F10-14": {"led": "质量管理部"},
    "F12-14": {"led": "质量管理部"},
    "F12-2": {"sample": "附样品", "batch": "P-1"},
    "F16-1": {"phone": "13800001234", "plate": "粤B12345", "fresh": "是新的投诉"},
    "F05-2": {f"lines-{n}-state": "正常" for n in range(6)},
    "F05-3R": {f"affected-{n}-from_at": "08:00" for n in range(6)},
    "F05-4": {
        "kind": "一般变更",
        "from_day": "2026-11-30",
        "to_day": "2026-12-01",
        "standard": "",
        "oral_day": "",
        "oral_at": "",
        "implementer": "周敏 1003",
    },
    "F09-5": {
        "kind": "一般变更",
        "from_day": "2026-11-30",
        "to_day": "2026-12-01",
        "standard": "",
        "oral_day": "",
        "oral_at": "",
    },
    "F06-1": {"joint": "是", "fresh": "是新的投诉"},
    "F06-2": {"line": "服务监督电话"},
    "F06-3": {"state": "有意见"} | {f"entries-{n}-kind": "建议" for n in range(6)},
    "F06-7": {"difficulty": "复杂"},
    "F06-11": {"day": "2026-09-30"},
    "F06-12": {f"outlets-{n}-display": "三个都在" for n in range(6)},
    "F09-6": {"entry": "新增", "known": "", "status": "在用"}
    | {f"relations-{n}-{cell}": "" for n in range(6) for cell in ("kind", "other", "since")},
    "F09-7": {"expires": "2027-05-31"},
    "F09-8": {"monday": "2026-11-16"},
    "F09-8M": {"month": "2026-10"},
    "F09-4": {f"incidents-{n}-incident": "" for n in range(6)},
    "F18-4": {"kind": "发放", "right": "查询"},
    "F18-4R": {"checked": "是", "live": "0"},
    "F18-2": {"addresses": "10.1.2.3 fe80::1"},
    "F18-5": {"outcome": "已回退"},
    "F08-1": {"kind": OUTING, "notice": AHEAD},
    "F08-8": {f"last-{n}-completion": DONE for n in range(6)},
}
RESTING = {  # what they take rests on papers before them: tests/regulations/relationship_expense
    "F07-1": "on purchases that were entered and standards that were approved",
    "F07-2": "on applications and contracts",
    "F07-5": "on a settlement that nobody has checked",
    "F07-8": "on an advance that was drawn, and with invoices as files",
    "F05-1": "on its rules as a file: tests/regulations/system_maintenance",
    "F18-1": "on the document as a file: tests/regulations/operations_manual",
    "F18-8": "on a table that names each once: tests/regulations/operations_manual",
    "F05-5R": "on an item of a plan in force: tests/regulations/system_maintenance",
    "F06-4": "on a reply that names the ways to go further: tests/regulations/bank_complaints",
    "F06-4R": "on a report that was approved: tests/regulations/bank_complaints",
    "F06-6": "on an office that alone sees it: tests/regulations/bank_complaints",
    "F06-5": "on a result that was told: tests/regulations/bank_complaints",
} | {
    f"{policy}-{number}": "on a case that is so far: tests/regulations/product_complaints"
    for policy in ("F10", "F12")
    for number in ("2R", "7", "8", "9", "10", "11", "13", "15")
}
RESTING |= {
    f"F16-{number}": "on a case that is so far: tests/regulations/dealer_complaints"
    for number in ("3", "4", "5", "7")
}
RESTING |= {
    "F09-2": "on a case that has none on its way: tests/regulations/it_service",
    "F09-9": "on a count that is closed: tests/regulations/it_service",
    "F09-11": "on a team that names each once: tests/regulations/it_service",
    "F09-11R": "on a plan in force: tests/regulations/it_service",
    "F09-5": "on somebody of operations who carries it out: tests/regulations/it_service",
    "F09-4A": "on incidents that are linked, or a workaround: tests/regulations/it_service",
    "F09-3": "on two people, of whom one goes to the other: tests/regulations/it_service",
}
SHAPED = {  # cells of words that do not take any words: a number of some shape, or nothing when it is sent
    "F16-1": {"phone", "plate", "vin"},
    "F05-4": {"course", "tested", "documents"},
    "F09-5": {"course", "tested"},
    "F05-5": {"why"},
    "F16-2": {"negotiators", "reaction"},
    "F18-2": {"addresses"},
}
Typed = dict[str, str]


class Spot(NamedTuple):
    """A cell on a page: its id, and its column."""

    id: str
    column: Column


def writer(app: Flask, form: DocumentType) -> str:
    """The number of somebody who may fill a form; where the company has nobody, of a new holder."""
    (number, *_) = [e.number for e in EMPLOYEES if e.role in form.authors] or [""]
    if number:
        return number
    take_post(app, "1014", form.authors[0], "ROOT")
    return "1014"


class Desk:
    """Somebody who may fill a form, with a fresh sheet of it."""

    def __init__(self, app: Flask, form: DocumentType) -> None:
        self.app, self.case = app, ""
        self.form, self.author = form, signed_in(app, writer(app, form))
        self.fresh()

    def fresh(self) -> None:
        """Another sheet."""
        self.page = self.author.get(self.begins())
        self.own = {name: text for name, text in self.page.fields("/forms") if name in ("csrf_token", "seen")}

    def begins(self) -> str:
        """Where a fresh sheet begins: for a paper of a case, in one of his own."""
        if not self.form.within:
            return f"/forms/{self.form.slug}/new"
        if not self.case:
            opening = Desk(self.app, self.app.extensions["catalogue"].type(self.form.within))
            self.case = opening.send(opening.good(1)).address
        links = [a.get("href", "") for a in self.author.get(self.case).all("a")]
        return next(link for link in links if f"/forms/{self.form.slug}/" in link)

    def send(self, typed: Typed) -> Page:
        """Press 提交."""
        return self.author.post(self.page.address, self.own | typed | {"act": "send"})

    def good(self, lines: int) -> Typed:
        """A sheet that nothing is wrong with, with so many lines in each table."""
        head = {s.id: self.good_cell(s, 0) for s in spots(self.form, 0) if not s.column.optional}
        rest = {
            s.id: self.good_cell(s, n)
            for table in tables(self.form.facts).values()
            for n in range(min(lines, table.table.most))
            for s in line_spots(table, n)
            if not s.column.optional
        }
        ruled = RULED.get(self.form.code, {})
        known = {spot.id for spot in spots(self.form, lines)}
        return head | rest | {cell: ruled[cell] for cell in ruled if cell in known}

    def good_cell(self, spot: Spot, line: int) -> str:
        """Something that fits a cell's kind, of what the page offers."""
        column = spot.column
        if column.cell.of:
            offered = [
                o.get("value", "")
                for d in self.page.all("datalist", id=f"choices-{column.cell.of}")
                for o in d
            ]
            return offered[line % len(offered)] if offered else ""
        if get_origin(column.type) is not None or column.type is bool:
            return choices(column)[-1]
        if column.type is int:
            return str(int(column.meta.ge or 0))
        return f"好{line + 1}" if column.type is str else GOOD[column.type]


def spots(form: DocumentType, lines: int) -> list[Spot]:
    """Every cell somebody types in: of the head, and of so many lines of each table."""
    head = [Spot(name, column) for name, column in columns(form.facts).items() if not column.cell.copied]
    counts = [
        (table, n) for table in tables(form.facts).values() for n in range(min(lines, table.table.most))
    ]
    return head + [spot for table, n in counts for spot in line_spots(table, n)]


def line_spots(table: LineTable, number: int) -> list[Spot]:
    """The cells of one line."""
    typed = [c for c in columns(table.line).values() if not c.cell.copied]
    return [Spot(f"{table.name}-{number}-{column.name}", column) for column in typed]
