"""Months of R07 for some representatives, through the real operations, with the clock moved day by day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select

from portal.app import keep_dates
from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.hooks import Refused
from portal.core.approval.models import Task
from portal.core.approval.sending import send
from portal.core.calendar import nth_working_day
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.documents.operations import Author
from portal.core.facts import Facts, Month, Ref
from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.core.org.models import Holding, Person, Post, UnitPlace
from portal.core.org.operations import appoint, enrol, open_post
from portal.core.web.context import calendar, catalogue, today
from portal.demonstration.company import COMPANY
from portal.domain.advances.models import Advance, Settlement
from portal.domain.advances.queries import outstanding, unchecked_rows
from portal.domain.customers.facts import PRIVATE
from portal.domain.customers.models import Customer
from portal.domain.expenses.contracts import Agreed, enter_contracts
from portal.domain.expenses.operations import Entry, enter
from portal.domain.expenses.queries import accrued
from portal.domain.ledger.models import Account
from portal.domain.ledger.queries import owed_by
from portal.extensions import db, writing
from portal.regulations.relationship_expense.facts import (
    ACTIVITY,
    NEW_CUSTOMER,
    PURCHASE,
    TRUE,
    AccountOpening,
    AdvanceSlip,
    Checked,
    MonthLine,
    MonthTable,
    NewCustomerApplication,
    Paid,
    SettlementSlip,
    SpecialItem,
    SpotRecord,
    StandardLine,
    StandardTable,
    SummaryTable,
)
from portal.regulations.relationship_expense.operations.checks import lottery
from tests.conftest import TestClock
from tests.core.org.changes import unit
from tests.regulations.relationship_expense.settling import payee
from tests.regulations.relationship_expense.slips import product

CLERK, MANAGER, KEEPER = "1011", "1006", "1012"
MODULE, STANDARD, LIMIT = "进口模块", 2_500, 300_000
SINCE = date(2020, 1, 1)
SOLD = (60, 80)  # of each customer, in turn: payable 1,500.00 and 2,000.00, together above the limit


class Plan(NamedTuple):
    """What goes wrong: by representative (from 0) and month of the table."""

    late: frozenset[tuple[int, int]]
    unsigned: frozenset[tuple[int, int]]
    too_early: int  # whose application comes on the day of the signing


class HalfYear:
    """The company from January on; `run` lets the months pass."""

    def __init__(self, app: Flask, clock: TestClock, reps: int, plan: Plan) -> None:
        self.app, self.clock, self.plan = app, clock, plan
        self.keys, self.invoices = count(), count(1)
        self.refused: list[tuple[str, str]] = []
        self.at(date(2026, 1, 2), 9)
        self.numbers = [f"31{n:02}" for n in range(reps)]
        self.hire()

    def at(self, day: date, hour: int, minute: int = 0) -> None:
        """Move the clock to an hour in Shanghai; it never goes back."""
        self.clock.moment = datetime.combine(day, time(hour - 8, minute), UTC)

    def hire(self) -> None:
        """Representatives with two customers each, the last with one; an account, a standard, a payee."""
        with self.inside(), writing():
            office = unit("EAST")
            rows = list(db.session.scalars(select(Customer).filter_by(unit_id=office.id).limit(60)))
            for n, number in enumerate(self.numbers):
                person = enrol(number, f"代表{n + 1}", SINCE)
                appoint(person, open_post(office, "sales_rep", SINCE), SINCE)
                for row in rows[2 * n : 2 * n + (1 if n == len(self.numbers) - 1 else 2)]:
                    row.owner_id, row.nature = person.id, PRIVATE
        with self.inside():
            held = AccountOpening(month=Month(2026, 1), product=product(MODULE), held=Amount(0))
            self.signed("F07-6", held, CLERK)
            line = StandardLine(key="1", product=product(MODULE), standard=Amount(STANDARD))
            table = StandardTable(since=date(2025, 12, 1), lines=(line,), basis="毛利")
            self.signed("F07-7", table, CLERK)
            payee()

    @contextmanager
    def inside(self) -> Iterator[None]:
        with self.app.app_context():
            yield

    def run(self, months: int = 6) -> None:
        """Let so many months pass, and the month after them until everything is settled."""
        for month in range(1, months + 1):
            self.pass_month(Month(2026, month))

    def day(self, month: Month, n: int) -> date:
        """The nth working day of a month."""
        with self.inside():
            return nth_working_day(calendar(), month.year, month.month, n).day

    def pass_month(self, month: Month) -> None:
        """Tables of the month before, checks, advances, payments, settlements, spot checks."""
        told = month.before()
        self.at(self.day(month, 1), 9)
        self.buy(told)
        tables = self.file(month, told)
        self.at(self.day(month, 7), 9)
        for rep, (table, summary) in tables.items():
            stop = KEEPER if (rep, told.month) in self.plan.unsigned else ""
            self.sign(table, stop)
            self.sign(summary)
        self.keep()
        self.at(self.day(month, 9), 10)
        drawn = {rep: self.draw(rep, month, table) for rep, (table, _) in tables.items()}
        self.at(self.day(month, 10), 10)
        self.win(month)
        self.at(self.day(month, 14), 10)
        for rep, advance in drawn.items():
            if advance:
                self.settle(rep, advance, keeps=1_000 if rep % 5 == 4 else 0)
        self.keep()
        self.at(self.day(month, -1), 16)
        self.check_all()
        self.keep()

    def buy(self, month: Month) -> None:
        """Everything is paid but what the third representative's customers bought: half of that."""
        with self.inside():
            goods, entries = product(MODULE), list[Entry]()
            for rep, number in enumerate(self.numbers):
                for n, customer in enumerate(self.customers(number)):
                    invoiced = SOLD[n] * 40_000
                    paid = invoiced // 2 if rep == 2 else invoiced
                    figures = (SOLD[n] * 1000, invoiced, paid)
                    entries.append(Entry(month.first(), customer.id, goods.id, *figures))
            with writing():
                enter(entries, author_of(CLERK).person_id, this_moment())

    def customers(self, number: str) -> list[Customer]:
        mine = select(Customer).filter_by(owner_id=author_of(number).person_id)
        return list(db.session.scalars(mine.order_by(Customer.code)))

    def file(self, month: Month, told: Month) -> dict[int, tuple[int, int]]:
        """Both tables of each: on the second working day, or late on the fifth, with a reason."""
        filed: dict[int, tuple[int, int]] = {}
        for late, n in ((False, 2), (True, 5)):
            self.at(self.day(month, n), 15)
            for rep, number in enumerate(self.numbers):
                if ((rep, told.month) in self.plan.late) == late:
                    why = "在外地，回来补交" if late else ""
                    with self.inside():
                        table = self.send("F07-1", self.table(number, told, why), number)
                        summary = self.send("F07-2", SummaryTable(month=told, lines=(), late=why), number)
                    filed[rep] = table, summary
        return filed

    def table(self, number: str, month: Month, late: str) -> MonthTable:
        """What the portal would propose."""
        lines = []
        for n, row in enumerate(self.customers(number)):
            invoiced, expense = Amount(SOLD[n] * 40_000), Amount(SOLD[n] * STANDARD)
            half = number == self.numbers[2]
            lines.append(
                MonthLine(
                    key=f"{n:08x}",
                    customer=Ref(row.id, row.code, row.name),
                    product=product(MODULE),
                    quantity=Quantity(Decimal(SOLD[n]), ""),
                    unit="件",
                    invoiced=invoiced,
                    collected=Amount(invoiced.fen // 2) if half else invoiced,
                    standard=Amount(STANDARD),
                    expense=expense,
                    payable=Amount(0) if half else expense,
                    use=ACTIVITY,
                )
            )
        return MonthTable(month=month, lines=tuple(lines), late=late)

    def draw(self, rep: int, month: Month, table: int) -> int | None:
        """As much as table and limit allow; None where that is nothing, and the portal says so."""
        with self.inside():
            number = self.numbers[rep]
            payable = sum(line.fen for line in accrued(table))
            said = self.slip(month, table, max(1, min(LIMIT - self.owes(number), payable)))
            try:
                return self.signed("F07-4", said, number)
            except Refused as refused:
                self.refused.append((number, refused.refusals[0].message))
                return None

    def slip(self, month: Month, table: int, fen: int) -> AdvanceSlip:
        account = db.session.scalars(select(Account).filter_by(kind="special")).one()
        return AdvanceSlip(
            month=month, account=Ref(account.id, account.code, account.name), basis=self.paper(table),
            use=ACTIVITY, way=PURCHASE, amount=Amount(fen), reason="推广会",
        )  # fmt: skip

    def owes(self, number: str) -> int:
        """What somebody has in hand, in fen."""
        return int(db.session.scalar(owed_by(author_of(number).person_id)) or 0)

    def win(self, month: Month) -> None:
        """In the second month two apply for a new customer: one on the day of the signing."""
        if month.month != 2:
            return
        early, right = self.plan.too_early, self.plan.too_early + 1
        with self.inside():
            with writing():
                agreed = Agreed("HT-EARLY", "新程电子", None, 10_000_000, this_moment().at)
                enter_contracts([agreed], author_of(CLERK).person_id, this_moment())
            with pytest.raises(Refused, match="HT-EARLY"):
                self.send("F07-3", self.application(month, "HT-EARLY"), self.numbers[early])
            self.signed("F07-3", self.application(month, "HT-RIGHT"), self.numbers[right])

    def application(self, month: Month, contract: str) -> NewCustomerApplication:
        item = SpecialItem(key="0000000a", item="样机试用", amount=Amount(50_000), payee=payee())
        return NewCustomerApplication(
            month=month, prospect="新程电子", product=product(MODULE), use=NEW_CUSTOMER, contract=contract,
            value=Amount(10_000_000), planned=month.last(), items=(item,), reason="争取首单",
        )  # fmt: skip

    def settle(self, rep: int, advance: int, keeps: int) -> None:
        """By one invoice, the rest in cash, but for what somebody keeps."""
        with self.inside():
            number, said = self.numbers[rep], db.session.get_one(Document, advance)
            fen = self.left(said.id)
            spent, customer = (fen - keeps) * 4 // 5, self.customers(number)[0]
            line = Paid(
                key="00000001", day=today(), payee=payee(), invoice=f"2531{next(self.invoices):08}",
                customer=Ref(customer.id, customer.code, customer.name), use=ACTIVITY, way=PURCHASE,
                amount=Amount(spent),
            )  # fmt: skip
            slip = SettlementSlip(
                day=today(), advance=self.paper(advance), lines=(line,),
                returned=Amount(fen - keeps - spent), owed=Amount(keeps),
            )  # fmt: skip
            self.signed("F07-8", slip, number)

    def left(self, advance: int) -> int:
        """What of an advance is left, in fen."""
        return outstanding(db.session.get_one(Advance, advance)).fen

    def check_all(self) -> None:
        """The sales manager checks whom the portal draws, for every settlement that waits."""
        with self.inside():
            for paper, _ in unchecked_rows():
                lots = lottery(db.session.get_one(Settlement, paper.id), this_moment().terms)
                lines = tuple(
                    Checked(key=f"{n:08x}", customer=ref, how="电话", result=TRUE)
                    for n, ref in enumerate(lots.drawn)
                )
                said = SpotRecord(day=today(), settlement=self.paper(paper.id), lines=lines, drawn=lots.told)
                self.send("F07-5", said, MANAGER)

    def keep(self) -> None:
        """The worker's round."""
        with self.inside():
            keep_dates()

    def send(self, code: str, facts: Facts, number: str) -> int:
        with writing():
            key = f"half:{next(self.keys)}"
            return send(catalogue().type(code), facts, author_of(number), key, this_moment()).id

    def signed(self, code: str, facts: Facts, number: str) -> int:
        """Sent, and signed by everybody."""
        paper = self.send(code, facts, number)
        self.sign(paper)
        return paper

    def sign(self, document_id: int, but: str = "") -> None:
        """Let everybody sign whose turn it is, until somebody's turn comes who does not."""
        with self.inside():
            while task := db.session.scalar(turn(document_id)):
                if but and task.person_id == author_of(but).person_id:
                    return
                task_id, person_id = task.id, task.person_id
                seen = db.session.get_one(Document, document_id).snapshot_id or 0
                with writing():
                    decide(task_id, person_id, Verdict("approve", "已核", seen), this_moment())

    def paper(self, document_id: int) -> Ref:
        row = db.session.get_one(Document, document_id)
        return Ref(row.id, row.number, row.title)


def author_of(number: str) -> Author:
    """Somebody with the unit of his post."""
    query = select(Person.id, Person.name, UnitPlace.unit_id, UnitPlace.name).join(Holding.person)
    query = query.join(Holding.post).join(UnitPlace, UnitPlace.unit_id == Post.unit_id)
    return Author(*db.session.execute(query.where(Person.number == number)).first(), COMPANY)


def turn(document_id: int) -> object:
    query = select(Task).filter_by(document_id=document_id, state="open")
    return query.where(Task.step_id.is_not(None)).order_by(Task.id).limit(1)
