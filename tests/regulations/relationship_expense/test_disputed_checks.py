"""R07 §3.2: what a customer does not confirm keeps the next advance shut until it is settled."""

from dataclasses import dataclass

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.beside_models import Copy
from portal.core.approval.hooks import Refused
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.notices.models import Notice
from portal.core.org.models import Person
from portal.extensions import db, writing
from portal.regulations.relationship_expense.facts import UNTRUE, SpotRecord
from portal.regulations.relationship_expense.rules import confirms
from tests.conftest import signed_in
from tests.pages import Browser
from tests.regulations.relationship_expense.settling import (
    MANAGER,
    another,
    paid,
    record,
    settled,
)
from tests.regulations.relationship_expense.slips import REP, sent, slip, with_table

pytestmark = pytest.mark.both_databases
SETTLED = "宴会改在嘉禾办，发票抬头已更正"


def disputed(settled: str = "") -> SpotRecord:
    """A record in which nobody agrees. Inside an app context."""
    good = record()
    lines = tuple(replace(line, result=UNTRUE, found="没有办过") for line in good.lines)
    return replace(good, lines=lines, settled=settled)


@dataclass
class Month:
    """A settlement that waits for its check, on an account with room for more."""

    app: Flask
    account: Ref

    def refused(self, code: str, facts: object, number: str) -> list[tuple[tuple[str | int, ...], str]]:
        with pytest.raises(Refused) as caught:
            sent(code, facts, number)
        return [(refusal.path, refusal.message) for refusal in caught.value.refusals]

    def next_advance(self) -> list[tuple[tuple[str | int, ...], str]]:
        """What speaks against one more."""
        return self.refused("F07-4", slip(self.account, 100), REP)


@pytest.fixture
def month(app: Flask) -> Month:
    account = with_table(app)
    with app.app_context():
        settled(another(account, 100_000), paid(100_000))
    return Month(app, account)


def test_r07_3_2_what_does_not_agree_keeps_the_next_advance_shut(month: Month) -> None:
    with month.app.app_context():
        sent("F07-5", disputed(), MANAGER)
        ((path, why),) = month.next_advance()
        assert path == ("amount",) and "抽查不符" in why and "KQF-HX-202611-001" in why


def test_r07_3_2_what_agrees_opens_it(month: Month) -> None:
    with month.app.app_context():
        ((_, why),) = month.next_advance()
        assert "还没有抽查" in why
        sent("F07-5", record(), MANAGER)
        assert another(month.account, 100)


def test_r07_3_2_one_of_several_that_does_not_agree_is_enough(month: Month) -> None:
    with month.app.app_context():
        good, bad = record(), disputed()
        both = replace(good, lines=(*good.lines, *bad.lines))
        assert confirms(good) and not confirms(both) and confirms(replace(both, settled=SETTLED))


@pytest.mark.parametrize("again", [UNTRUE, "属实"])
def test_r07_3_2_the_next_record_says_how_it_was_settled_and_opens_it(month: Month, again: str) -> None:
    with month.app.app_context():
        sent("F07-5", disputed(), MANAGER)
        second = disputed() if again == UNTRUE else record()
        ((path, why),) = month.refused("F07-5", second, MANAGER)
        assert path == ("settled",) and "怎样处理" in why
        sent("F07-5", replace(second, settled=SETTLED), MANAGER)
        assert another(month.account, 100)
        ((path, _),) = month.refused("F07-5", replace(second, settled=SETTLED), MANAGER)
        assert path == ("settlement",), "it is checked for good"


def test_r07_3_2_what_is_settled_at_once_opens_it_at_once(month: Month) -> None:
    with month.app.app_context():
        sent("F07-5", disputed(SETTLED), MANAGER)
        assert another(month.account, 100)


def test_r07_3_2_blanks_settle_nothing(month: Month) -> None:
    with month.app.app_context():
        sent("F07-5", disputed(" 　"), MANAGER)
        assert month.next_advance()


def test_r07_3_2_whoever_paid_settles_nothing_himself(month: Month) -> None:
    with month.app.app_context():
        sent("F07-5", disputed(), MANAGER)
        paths = [path for path, _ in month.refused("F07-5", disputed(SETTLED), REP)]
        assert paths == [("settlement",)]


def test_r07_3_2_a_void_record_that_disagreed_leaves_the_settlement_unchecked(month: Month) -> None:
    with month.app.app_context():
        paper_id = sent("F07-5", disputed(), MANAGER)
        with writing():
            db.session.get_one(Document, paper_id).status = "void"
        ((_, why),) = month.next_advance()
        assert "还没有抽查" in why
        sent("F07-5", record(), MANAGER)
        assert another(month.account, 100)


@pytest.mark.parametrize(("settled", "agrees"), [("", False), (SETTLED, False), ("", True)])
def test_r07_3_2_the_head_of_finance_is_told_of_what_did_not_agree(
    month: Month, settled: str, agrees: bool
) -> None:
    with month.app.app_context():
        paper_id = sent("F07-5", record() if agrees else disputed(settled), MANAGER)
        query = select(Person.number).join(Copy, Copy.person_id == Person.id)
        copied = list(db.session.scalars(query.where(Copy.document_id == paper_id)))
        told = list(db.session.scalars(select(Notice.words).where(Notice.words.contains("抽查不符"))))
    assert copied == ([] if agrees else ["1013"])
    assert len(told) == len(copied)
    assert signed_in(month.app, "1013").get(f"/documents/{paper_id}").status == (404 if agrees else 200)


def test_r07_3_2_manager_and_finance_see_what_is_open(month: Month) -> None:
    manager, finance = signed_in(month.app, MANAGER), signed_in(month.app, "1012")
    assert "1 张核销单等待抽查" in manager.get("/").text
    assert "兑付后还没有抽查" in closing(finance)
    with month.app.app_context():
        sent("F07-5", disputed(), MANAGER)
    assert "1 张核销单抽查不符" in manager.get("/").text
    assert "抽查不符，还没有写明怎样处理" in closing(finance)
    page = manager.get("/forms/f07-5/new")
    assert "KQF-HX-202611-001" in dict(page.fields(page.address))["settlement"]
    with month.app.app_context():
        sent("F07-5", disputed(SETTLED), MANAGER)
    assert "抽查" not in manager.get("/").text
    assert "抽查" not in closing(finance)


def closing(finance: Browser) -> str:
    return finance.get("/relationship-expense/month?month=2026-11").text


def test_r07_3_2_a_fresh_record_says_when_nothing_waits(month: Month) -> None:
    manager = signed_in(month.app, MANAGER)
    assert "没有等待抽查的核销单" not in manager.get("/forms/f07-5/new").text
    with month.app.app_context():
        sent("F07-5", record(), MANAGER)
    assert "没有等待抽查的核销单" in manager.get("/forms/f07-5/new").text
