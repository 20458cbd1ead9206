"""R07 §3.2, 反不正当竞争法§8: whatever writers do at once, the books explain every balance.

EVERY_ROUND=1 goes on for a hundred rounds."""

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import func, select

from portal.core.approval.deciding import Kind, Verdict, decide
from portal.core.approval.faults import NotPossible, NotYours, PaperChanged, TooLate
from portal.core.approval.hooks import Refused, facts_of
from portal.core.approval.models import Task
from portal.core.approval.voiding import request_void
from portal.core.approval.withdrawing import withdraw
from portal.core.desk.moment import this_moment
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.facts import Ref
from portal.demonstration.company import author_of
from portal.domain.advances.models import Advance, Settlement
from portal.domain.ledger.models import Account, LedgerEntry, LedgerLine
from portal.domain.ledger.queries import balance, faults
from portal.extensions import db, writing
from portal.regulations.relationship_expense.models import AdvanceAsked
from tests.core.org.changes import take_post
from tests.regulations.relationship_expense.settling import MANAGER, paid, paper, record, settlement
from tests.regulations.relationship_expense.slips import NOVEMBER, REP, basis, decided, sent, slip, special

pytestmark = pytest.mark.both_databases(whole=True)
ROUNDS = 100 if "EVERY_ROUND" in os.environ else 2
WRITERS, ACTS, LIMIT = 3, 40, 300_000
REPS = (REP, "1002")
KINDS: tuple[Kind, ...] = ("approve", "approve", "approve", "approve", "reject", "return")
REFUSALS = (Refused, NotPossible, NotYours, PaperChanged, TooLate)


class Writer:
    """Somebody who does at random what a representative, a signer or the manager can do."""

    def __init__(self, seed: int, account: Ref, bases: dict[str, Ref]) -> None:
        self.random, self.account, self.bases = Random(seed), account, bases  # noqa: S311 - no secret
        self.done: Counter[str] = Counter()

    def work(self, app: Flask) -> Counter[str]:
        """Some acts, one after the other; what is refused is refused."""
        acts: list[Callable[[], object]] = [
            self.draw,
            self.decide,
            self.decide,
            self.decide,
            self.decide,
            self.settle,
            self.settle,
            self.check,
            self.take_back,
            self.void,
        ]
        for _ in range(ACTS):
            act = self.random.choice(acts)
            with app.app_context(), suppress(*REFUSALS):
                if act() is not None:
                    self.done[act.__name__] += 1
        return self.done

    def draw(self) -> int:
        """Ask for an advance."""
        number = self.random.choice(REPS)
        fen = self.random.choice((50_000, 100_000, 150_000, 200_001))
        return sent("F07-4", replace(slip(self.account, fen), basis=self.bases[number]), number)

    def decide(self) -> object:
        """Decide a turn that is open somewhere."""
        query = select(Task).where(Task.state == "open", Task.step_id.is_not(None))
        turns = list(db.session.scalars(query))
        if not turns:
            return None
        task = self.random.choice(turns)
        seen = db.session.get_one(Document, task.document_id).snapshot_id or 0
        task_id, person_id = task.id, task.person_id
        with writing():
            return decide(task_id, person_id, Verdict(self.random.choice(KINDS), "已核", seen), this_moment())

    def settle(self) -> int | None:
        """Settle an advance by an invoice of a few that everybody uses, and some cash."""
        advances = list(db.session.scalars(select(Advance)))
        if not advances:
            return None
        advance = self.random.choice(advances)
        spent, back = self.random.choice((20_000, 50_000)), self.random.choice((0, 30_000))
        others = select(func.coalesce(func.sum(Settlement.spent_fen + Settlement.returned_fen), 0))
        others = others.join(Settlement.document).where(Document.status.in_(IN_FORCE))
        covered = int(db.session.scalars(others.where(Settlement.advance_id == advance.document_id)).one())
        owed = max(0, advance.fen - covered - spent - back)
        number = next(n for n in REPS if author_of(n).person_id == advance.person_id)
        line = paid(spent, f"{self.random.randrange(6)}")
        return sent("F07-8", settlement(paper(advance.document_id), line, returned=back, owed=owed), number)

    def check(self) -> int | None:
        """Check the oldest settlement that waits."""
        with suppress(KeyError):
            return sent("F07-5", record(), MANAGER)
        return None

    def take_back(self) -> object:
        """Withdraw a paper that is on its way."""
        found = self.one_of(("F07-4", "F07-8"), ON_ITS_WAY)
        if found is None:
            return None
        with writing():
            return withdraw(found.id, found.author_id, "再想想", this_moment())

    def void(self) -> object:
        """Ask for what was posted to be void: an advance can be, as long as none of it is settled."""
        found = self.one_of(("F07-4", "F07-8"), IN_FORCE)
        if found is None:
            return None
        with writing():
            return request_void(found.id, found.author_id, "填错", this_moment())

    def one_of(self, types: tuple[str, ...], states: tuple[str, ...]) -> Document | None:
        query = select(Document).where(Document.type.in_(types), Document.status.in_(states))
        found = list(db.session.scalars(query))
        return self.random.choice(found) if found else None


def documents(code: str, *states: str) -> list[Document]:
    return list(
        db.session.scalars(select(Document).where(Document.type == code, Document.status.in_(states)))
    )


def held(code: str) -> int:
    account = db.session.scalar(select(Account).filter_by(code=code))
    return balance(account).fen if account else 0


def require_explained(account: Ref) -> None:
    """Every balance is what its papers say, and no limit is passed. Inside an app context."""
    assert faults() == []
    assert int(db.session.scalar(select(func.sum(LedgerLine.fen)))) == 0, "trial balance"
    drawn = [(paper.author_id, facts_of(paper)) for paper in documents("F07-4", *IN_FORCE)]
    settled = [(paper.author_id, facts_of(paper)) for paper in documents("F07-8", *IN_FORCE)]
    spent = sum(line.amount.fen for _, said in settled for line in said.lines)
    back = sum(said.returned.fen for _, said in settled)
    assert held("spent") == spent
    for number in REPS:
        person_id = author_of(number).person_id
        got = sum(said.amount.fen for author, said in drawn if author == person_id)
        gone = [s for author, s in settled if author == person_id]
        covered = sum(s.returned.fen + sum(line.amount.fen for line in s.lines) for s in gone)
        owed = held(f"advance:{person_id}")
        assert owed == got - covered and 0 <= owed <= LIMIT
        pending = select(func.coalesce(func.sum(AdvanceAsked.fen), 0)).filter_by(person_id=person_id)
        pending = pending.join(Document, Document.id == AdvanceAsked.document_id)
        assert owed + int(db.session.scalar(pending.where(Document.status.in_(ON_ITS_WAY)))) <= LIMIT
    before = 5_000_000 + 1_000_000 * len(REPS)
    assert held(account.code) == before - sum(said.amount.fen for _, said in drawn) + back
    posted = Counter(db.session.execute(select(LedgerEntry.document_id, LedgerEntry.reverses)).all())
    assert set(posted.values()) == {1}
    require_each_once()


def require_each_once() -> None:
    """No invoice stands in two settlements that count, nor is an advance settled beyond what was drawn."""
    papers = [facts_of(paper) for paper in documents("F07-8", *IN_FORCE, *ON_ITS_WAY)]
    invoices = Counter((line.payee.id, line.invoice) for said in papers for line in said.lines)
    assert max(invoices.values(), default=0) <= 1, invoices
    covered: Counter[int] = Counter()
    for said in papers:
        covered[said.advance.id] += said.returned.fen + sum(line.amount.fen for line in said.lines)
    amounts = dict(db.session.execute(select(Advance.document_id, Advance.fen)).all())
    assert all(fen <= amounts[advance] for advance, fen in covered.items())


def test_no_sequence_makes_a_balance_that_its_movements_do_not_explain(app: Flask) -> None:
    account = special(app)
    take_post(app, REPS[1], "sales_rep", "EAST")
    with app.app_context():
        bases = {number: basis(account, NOVEMBER.before(), number) for number in REPS}
        paid(1)
        decided(sent("F07-4", replace(slip(account, 50_000), basis=bases[REP]), REP))  # something to settle
    done: Counter[str] = Counter()
    for number in range(ROUNDS):
        writers = [Writer(number * WRITERS + n, account, bases) for n in range(WRITERS)]
        with ThreadPoolExecutor(WRITERS) as pool:
            for counted in pool.map(lambda writer: writer.work(app), writers):
                done += counted
        with app.app_context():
            require_explained(account)
    print(f"\ndone: {dict(done)}")
    assert {"draw", "decide", "settle"} <= done.keys()


def drawn_by(number: str, account: Ref) -> Ref:
    """An advance in the hand of a representative. Inside an app context."""
    own = basis(account, NOVEMBER.before(), number)
    document_id = sent("F07-4", replace(slip(account, 100_000), basis=own), number)
    decided(document_id)
    return paper(document_id)


def test_an_invoice_that_two_settle_at_one_instant_is_settled_once(app: Flask) -> None:
    account = special(app)
    take_post(app, REPS[1], "sales_rep", "EAST")
    with app.app_context():
        slips = [drawn_by(number, account) for number in REPS]
        line = paid(60_000, "25310001")

    def press(n: int) -> int:
        with app.app_context():
            with suppress(Refused):
                return sent("F07-8", settlement(slips[n], line, owed=40_000), REPS[n])
            return 0

    for _ in range(ROUNDS * 5):
        with ThreadPoolExecutor(2) as pool:
            taken = [document_id for document_id in pool.map(press, range(2)) if document_id]
        assert len(taken) == 1
        with app.app_context(), writing():
            withdraw(taken[0], db.session.get_one(Document, taken[0]).author_id, "再来", this_moment())
