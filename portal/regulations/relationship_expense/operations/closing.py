"""A month as finance closes it: its days, whose tables are missing or unsigned, what is out, what is owed."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.approval.models import Task
from portal.core.calendar import Deadline, working_days_after
from portal.core.document_type import DocumentType
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.facts import Month
from portal.core.money import Amount
from portal.core.org.models import Person
from portal.core.org.queries import holders_of
from portal.core.printing.models import PrintedCopy
from portal.core.scans.out import is_back
from portal.core.terms import Terms
from portal.domain.advances.models import Advance
from portal.domain.advances.queries import Unchecked, all_left, unchecked_rows
from portal.domain.ledger.models import Account
from portal.domain.ledger.queries import turnovers
from portal.domain.ledger.spans import Span, Turnover
from portal.extensions import db
from portal.regulations.relationship_expense.documents import TYPES, month_table, summary_table
from portal.regulations.relationship_expense.rules import checked_by, filed_by, opens_on

MOST_OUT = 200
TABLES = (month_table, summary_table)


class Filed(NamedTuple):
    """A representative with one of his two tables of the month before, if it is there, and with whom it
    waits."""

    person: Person
    form: DocumentType
    document: Document | None
    waits_for: str
    late: bool

    @property
    def done(self) -> bool:
        """Whether everybody has signed."""
        return self.document is not None and self.document.status in IN_FORCE

    @property
    def unsigned(self) -> str:
        """That it is not signed by everybody, in a sentence."""
        assert self.document  # noqa: S101 - only of what was filed
        where = f"，在 {self.waits_for} 处" if self.waits_for else ""
        return f"{self.document.number} {self.person.name} 还没有签完{where}"


class Owed(NamedTuple):
    """What is left of an advance, and by when it is to be settled."""

    advance: Advance
    left: Amount
    due: Deadline

    def late(self, terms: Terms) -> bool:
        """Whether it should be settled by now."""
        return self.due.day < terms.day

    @property
    def overdue(self) -> str:
        """That it is not settled, in a sentence."""
        paper = self.advance.document
        return f"{self.advance.person.name} {paper.number} 还有 {self.left} 应在 {self.due.day} 前核销"


class Closing(NamedTuple):
    """A calendar month: its three days, the tables of the month before, special accounts with what moved,
    advances that are out, settlements that nobody checked, originals that did not come back."""

    month: Month
    days: tuple[tuple[str, Deadline], ...]
    tables: list[Filed]
    accounts: list[tuple[Account, Turnover]]
    owed: list[Owed]
    unchecked: list[Unchecked]
    out: list[tuple[PrintedCopy, Document]]

    def missing(self, terms: Terms) -> list[str]:
        """What stands against closing the month, in sentences."""
        return [
            *self.silent(),
            *(each.unsigned for each in self.tables if each.document and not each.done),
            *(f"{account.name} 余额 {m.closing}" for account, m in self.accounts if m.closing.fen < 0),
            *(owed.overdue for owed in self.owed if owed.late(terms)),
            *map(unchecked_told, self.unchecked),
            *([f"还有 {len(self.out)} 份原件没有收回"] if self.out else []),
        ]

    def silent(self) -> Iterator[str]:
        """Who did not file, table by table."""
        for form in TABLES:
            names = [each.person.name for each in self.tables if each.form is form and not each.document]
            if names:
                yield f"没有交{self.month.before()}的{form.title}：{'、'.join(names)}"


def closing_of(month: Month, terms: Terms) -> Closing:
    """How a calendar month stands on a day."""
    told, accounts = month.before(), turnovers("special", Span(month, month))
    days = (
        ("填报截止", filed_by(terms, told)),
        ("检核截止", checked_by(terms, told)),
        ("借支开始", opens_on(terms, month)),
    )
    owed = [Owed(advance, left, settled_by(advance, terms)) for advance, left in all_left()]
    return Closing(
        month, days, list(tables_of(told, terms)), accounts, owed, unchecked_rows(), originals_out()
    )


def unchecked_told(row: Unchecked) -> str:
    """§3.2: what a settlement still lacks, in a sentence."""
    what = "抽查不符，还没有写明怎样处理" if row.disputed else "兑付后还没有抽查"
    return f"{row.paper.number} {row.paper.author.name} {what}"


def settled_by(advance: Advance, terms: Terms) -> Deadline:
    """§3.2: by when an advance is to be settled."""
    return working_days_after(terms.calendar, advance.day, advance.within)


def tables_of(month: Month, terms: Terms) -> Iterator[Filed]:
    """Both tables of each representative, by his number."""
    reps = {
        held.person_id: held.person for held in holders_of(set(), set(month_table.authors), [], terms.day)
    }
    codes, counts = [form.code for form in TABLES], Document.status.in_((*ON_ITS_WAY, *IN_FORCE))
    query = select(Document).where(Document.type.in_(codes), Document.period == month.first(), counts)
    filed = list(db.session.scalars(query.options(joinedload(Document.author))))
    documents = {(row.author_id, row.type): row for row in filed}
    desks, due = desks_of([row.id for row in filed]), filed_by(terms, month)
    people = reps | {row.author_id: row.author for row in filed}
    for person in sorted(people.values(), key=lambda each: each.number):
        for form in TABLES:
            row = documents.get((person.id, form.code))
            late = row is not None and due.late(row.submitted_at)
            yield Filed(person, form, row, desks.get(row.id, "") if row else "", late)


def desks_of(documents: list[int]) -> dict[int, str]:
    """With whom some documents wait."""
    query = select(Task.document_id, Person.name).join(Person, Person.id == Task.person_id)
    query = query.where(Task.document_id.in_(documents), Task.state == "open").order_by(Task.id)
    found: dict[int, list[str]] = {}
    for document_id, name in db.session.execute(query):
        found.setdefault(document_id, []).append(name)
    return {document_id: "、".join(names) for document_id, names in found.items()}


def originals_out() -> list[tuple[PrintedCopy, Document]]:
    """Originals of these forms that were handed out and did not come back, the longest out first."""
    query = select(PrintedCopy, Document).join(Document, Document.id == PrintedCopy.document_id)
    codes = [form.code for form in TYPES]
    query = query.where(PrintedCopy.original, PrintedCopy.back_by.is_not(None), ~is_back())
    query = query.where(Document.type.in_(codes), Document.status.in_(IN_FORCE))
    query = query.options(joinedload(PrintedCopy.person)).order_by(PrintedCopy.back_by, PrintedCopy.id)
    return [(copy, document) for copy, document in db.session.execute(query.limit(MOST_OUT))]
