"""Questions about advances: what is left of them, whose invoice is settled, what was not checked yet."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document, Snapshot
from portal.core.folding import folded
from portal.core.money import Amount
from portal.domain.advances.models import Advance, SettledLine, Settlement, SpotCheck
from portal.domain.customers.models import Customer, CustomerContact
from portal.domain.expenses.models import Accrual
from portal.extensions import db

COUNTS = (*ON_ITS_WAY, *IN_FORCE)


class Treat(NamedTuple):
    """What each of the guests of one occasion got: for which customer, in which position, in which year."""

    customer_id: int
    guests: str
    year: int
    fen: Fraction


class Unchecked(NamedTuple):
    """A settlement that no check has confirmed yet, and whether one found that something did not agree."""

    paper: Document
    disputed: bool


def outstanding(advance: Advance) -> Amount:
    """What of an advance no settlement in force covers."""
    return Amount(int(db.session.scalars(left_of(Advance.document_id == advance.document_id)).one()))


def left_of(*which: Any) -> Select[Any]:
    """SQL: what of some advances no settlement in force covers, in fen."""
    return select(left()).where(*which).order_by(Advance.document_id)


def left() -> Any:
    """SQL, over Advance: what no settlement in force covers, in whole fen."""
    total = func.coalesce(func.sum(Settlement.spent_fen + Settlement.returned_fen), 0)
    covered = select(cast(total, BigInteger)).join(Settlement.document)
    mine = Settlement.advance_id == Advance.document_id, Document.status.in_(IN_FORCE)
    return Advance.fen - covered.where(*mine).correlate(Advance).scalar_subquery()


def other_settlement(advance_id: int, but: int) -> Document | None:
    """Another settlement of an advance that is on its way."""
    query = select(Document).join(Settlement, Settlement.document_id == Document.id)
    mine = Settlement.advance_id == advance_id, Document.id != but, Document.status.in_(ON_ITS_WAY)
    found: Document | None = db.session.scalar(query.where(*mine).limit(1))
    return found


def unsettled(person_id: int) -> Select[Any]:
    """SQL: documents of a person's advances of which something is left."""
    query = select(Document).join(Advance, Advance.document_id == Document.id)
    return query.where(Advance.person_id == person_id, Document.status.in_(IN_FORCE), left() > 0)


def what_is_left(person_id: int) -> list[tuple[Document, Amount]]:
    """A person's advances of which something is left, with what is left."""
    rows = db.session.execute(unsettled(person_id).add_columns(left()).order_by(Document.id))
    return [(paper, Amount(int(fen))) for paper, fen in rows]


def all_left() -> list[tuple[Advance, Amount]]:
    """Every advance of which something is left, the oldest first, with what is left."""
    query = select(Advance, left()).join(Advance.document).join(Advance.person)
    query = query.where(Document.status.in_(IN_FORCE), left() > 0)
    query = query.options(contains_eager(Advance.document), contains_eager(Advance.person))
    rows = db.session.execute(query.order_by(Advance.day, Advance.document_id))
    return [(advance, Amount(int(fen))) for advance, fen in rows]


def unchecked() -> Select[Any]:
    """SQL: documents of settlements in force that paid something and that no check has confirmed yet."""
    first = Settlement.document_id + 0  # no index of theirs: there are fewer settlements than documents
    query = select(Document).join(Settlement, Document.id == first)
    paid = Settlement.spent_fen > 0, Document.status.in_(IN_FORCE)
    return query.where(*paid, ~checked(SpotCheck.confirmed))


def checked(*which: Any) -> ColumnElement[bool]:
    """SQL, over Settlement: whether there is such a check in force."""
    checks = select(SpotCheck.document_id).join(Document, Document.id == SpotCheck.document_id)
    about = Document.status.in_(IN_FORCE), SpotCheck.settlement_id == Settlement.document_id
    return checks.where(*about, *which).correlate(Settlement).exists()


def disputed() -> ColumnElement[bool]:
    """SQL, over Settlement: whether a check found that something did not agree, and left it at that."""
    return checked(~SpotCheck.confirmed)


def unchecked_rows(*which: ColumnElement[bool]) -> list[Unchecked]:
    """Settlements that wait for a check, the oldest first."""
    query = unchecked().where(*which).add_columns(disputed()).options(joinedload(Document.author))
    return [Unchecked(*row) for row in db.session.execute(query.order_by(Document.id))]


def is_disputed(settlement_id: int) -> bool:
    """Whether a settlement was checked and something did not agree that is not settled yet."""
    query = unchecked().where(Document.id == settlement_id, disputed()).with_only_columns(Document.id)
    return db.session.scalar(query) is not None


def customers_behind(settlement: Settlement) -> list[Customer]:
    """The customers of the table that a settlement's advance rests on; without a table, those it paid for."""
    table_id = settlement.advance.table_id
    named = select(Accrual.customer_id).filter_by(document_id=table_id)
    if table_id is None:
        named = select(SettledLine.customer_id).filter_by(document_id=settlement.document_id)
    return list(db.session.scalars(select(Customer).where(Customer.id.in_(named)).order_by(Customer.code)))


def customers_of(papers: Select[int]) -> Select[Any]:
    """SQL: the customers of the tables behind some settlements, and of their own lines, by code."""
    tables = select(Accrual.customer_id).join(Advance, Advance.table_id == Accrual.document_id)
    tables = tables.join(Settlement, Settlement.advance_id == Advance.document_id)
    lines = select(SettledLine.customer_id).where(SettledLine.document_id.in_(papers))
    named = tables.where(Settlement.document_id.in_(papers)).union(lines)
    return select(Customer).where(Customer.id.in_(named)).order_by(Customer.code)


def one_settlement(which: ColumnElement[bool]) -> Settlement | None:
    """A settlement with its document and its advance."""
    around = joinedload(Settlement.document), joinedload(Settlement.advance)
    found: Settlement | None = db.session.scalar(select(Settlement).where(which).options(*around))
    return found


def source_of(settlement: Settlement) -> tuple[str, str]:
    """Number and digest of the table behind a settlement, of the settlement where there is no table."""
    document_id = settlement.advance.table_id or settlement.document_id
    query = select(Document, Snapshot.digest).join(Snapshot, Document.snapshot_id == Snapshot.id)
    paper, digest = db.session.execute(query.where(Document.id == document_id)).one()
    return paper.number, digest


def treats(customers: Iterable[int], years: Iterable[int], uses: Iterable[str], but: int) -> list[Treat]:
    """What was settled, or is being settled, for the people of some customers in some years, apart from one
    document."""
    wanted = set(years)
    if not wanted:
        return []
    first, last = date(min(wanted), 1, 1), date(max(wanted), 12, 31)
    query = select(SettledLine).join(SettledLine.document).where(
        SettledLine.customer_id.in_(set(customers)), SettledLine.use.in_(tuple(uses)),
        SettledLine.day.between(first, last), Document.status.in_(COUNTS), SettledLine.document_id != but,
    )  # fmt: skip
    return [treat_of(line) for line in db.session.scalars(query)]


def treat_of(line: SettledLine) -> Treat:
    """A line by head."""
    return Treat(line.customer_id, folded(line.guests), line.day.year, Fraction(line.fen, line.people or 1))


def contacts_of(customers: Iterable[int]) -> dict[int, set[str]]:
    """The names of the people that each customer has registered, folded; a single letter is no name."""
    query = select(CustomerContact.customer_id, CustomerContact.name)
    known: dict[int, set[str]] = {}
    for customer_id, name in db.session.execute(query.where(CustomerContact.customer_id.in_(set(customers)))):
        if len(plain := folded(name)) > 1:
            known.setdefault(customer_id, set()).add(plain)
    return known
