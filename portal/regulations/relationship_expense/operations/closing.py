"""A month as finance closes it: its days, whose tables are missing or unsigned, what is out, what is owed."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.approval.models import Task
from portal.core.calendar import Deadline, working_days_after
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.facts import Month
from portal.core.org.models import Person
from portal.core.org.queries import holders_of
from portal.core.printing.models import PrintedCopy
from portal.core.scans.out import is_back
from portal.core.terms import Terms
from portal.domain.ledger.models import Account
from portal.domain.ledger.queries import Outstanding, balances, outstanding, turnover
from portal.domain.ledger.spans import Span, Turnover
from portal.extensions import db
from portal.regulations.relationship_expense.documents import TYPES, month_table
from portal.regulations.relationship_expense.parameters import SETTLED_WITHIN
from portal.regulations.relationship_expense.rules import checked_by, filed_by, opens_on

MOST_OUT = 200
COUNTS = (*ON_ITS_WAY, *IN_FORCE)


class Filed(NamedTuple):
    """A representative with his table of the month before, if there is one, and with whom it waits."""

    person: Person
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
    """What somebody has in advance, and by when it was to be settled."""

    outstanding: Outstanding
    due: Deadline

    @property
    def told(self) -> str:
        """Whose, and how much."""
        return f"{self.outstanding.account.name} {self.outstanding.held}"

    def late(self, terms: Terms) -> bool:
        """Whether it should be settled by now."""
        return self.due.day < terms.day


class Closing(NamedTuple):
    """A calendar month: its three days, the tables of the month before, special accounts with what moved,
    advances that are out, originals that did not come back."""

    month: Month
    days: tuple[tuple[str, Deadline], ...]
    tables: list[Filed]
    accounts: list[tuple[Account, Turnover]]
    owed: list[Owed]
    out: list[tuple[PrintedCopy, Document]]

    def missing(self, terms: Terms) -> list[str]:
        """What stands against closing the month, in sentences."""
        silent = "、".join(each.person.name for each in self.tables if each.document is None)
        return [
            *([f"没有交{self.month.before()}统计表：{silent}"] if silent else []),
            *(each.unsigned for each in self.tables if each.document and not each.done),
            *(f"{account.name} 余额 {m.closing}" for account, m in self.accounts if m.closing.fen < 0),
            *(f"{owed.told} 应在 {owed.due.day} 前核销" for owed in self.owed if owed.late(terms)),
            *([f"还有 {len(self.out)} 份原件没有收回"] if self.out else []),
        ]


def closing_of(month: Month, terms: Terms) -> Closing:
    """How a calendar month stands on a day."""
    told = month.before()
    days = (
        ("填报", filed_by(terms, told)),
        ("检核完", checked_by(terms, told)),
        ("借支", opens_on(terms, month)),
    )
    span = Span(month, month)
    accounts = [(account, turnover(account, span)) for account, _ in balances("special")]
    return Closing(month, days, tables_of(told, terms), accounts, owed_now(terms), originals_out())


def tables_of(month: Month, terms: Terms) -> list[Filed]:
    """The table of each representative, by name."""
    reps = {
        held.person_id: held.person for held in holders_of(set(), set(month_table.authors), [], terms.day)
    }
    query = select(Document).filter_by(type=month_table.code, period=month.first())
    rows = db.session.scalars(query.where(Document.status.in_(COUNTS)).options(joinedload(Document.author)))
    documents = {row.author_id: row for row in rows}
    desks, due = desks_of([row.id for row in documents.values()]), filed_by(terms, month)
    people = reps | {row.author_id: row.author for row in documents.values()}
    return [
        Filed(
            person, row, desks.get(row.id, "") if row else "", row is not None and due.late(row.submitted_at)
        )
        for person, row in sorted(
            ((person, documents.get(key)) for key, person in people.items()), key=lambda each: each[0].number
        )
    ]


def desks_of(documents: list[int]) -> dict[int, str]:
    """With whom some documents wait."""
    query = select(Task.document_id, Person.name).join(Person, Person.id == Task.person_id)
    query = query.where(Task.document_id.in_(documents), Task.state == "open").order_by(Task.id)
    found: dict[int, list[str]] = {}
    for document_id, name in db.session.execute(query):
        found.setdefault(document_id, []).append(name)
    return {document_id: "、".join(names) for document_id, names in found.items()}


def owed_now(terms: Terms) -> list[Owed]:
    """The advances that are out, the oldest first, each with the day by which it is settled."""
    return [
        Owed(
            each, working_days_after(terms.calendar, each.since, terms.values.on(SETTLED_WITHIN, each.since))
        )
        for each in outstanding()
    ]


def originals_out() -> list[tuple[PrintedCopy, Document]]:
    """Originals of these forms that were handed out and did not come back, the longest out first."""
    query = select(PrintedCopy, Document).join(Document, Document.id == PrintedCopy.document_id)
    codes = [form.code for form in TYPES]
    query = query.where(PrintedCopy.original, PrintedCopy.back_by.is_not(None), ~is_back())
    query = query.where(Document.type.in_(codes), Document.status.in_(IN_FORCE))
    query = query.options(joinedload(PrintedCopy.person)).order_by(PrintedCopy.back_by, PrintedCopy.id)
    return [(copy, document) for copy, document in db.session.execute(query.limit(MOST_OUT))]
