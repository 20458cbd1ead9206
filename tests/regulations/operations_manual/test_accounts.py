"""R18 §3.3.2: accounts are registered before they are used, reviewed each quarter; no password is kept."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select

from portal.core.facts import Ref
from portal.core.org.models import Person
from portal.core.web.context import today
from portal.extensions import db, writing
from portal.regulations.operations_manual.facts import AccountPaper, AccountReview
from portal.regulations.operations_manual.models import SystemAccount
from portal.regulations.operations_manual.rules.accounts import account_refusals, review_refusals
from portal.regulations.operations_manual.rules.passwords import WHY
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import person, take_post
from tests.domain.complaints.acts import decided, turn
from tests.duties import keep
from tests.questions import count
from tests.regulations.it_service.incidents import ADMIN, LEAD, OTHER, USER, ref, staffed
from tests.regulations.operations_manual.papers import sent
from tests.regulations.operations_manual.test_manuals import paths, refused
from tests.terms import TERMS

pytestmark = pytest.mark.both_databases
SAID = AccountPaper(
    day=TERMS.day, kind="发放", since=TERMS.day, system="账务系统", account="chenli",
    holder=Ref(1, "1001", "陈立"), right="查询", vault="保险箱 12", reason="新到岗",
)  # fmt: skip
REVIEW = AccountReview(day=TERMS.day, live=0, checked=True, found="无")
A_DAY = timedelta(days=1)


@pytest.fixture
def desk(app: Flask) -> Flask:
    staffed(app)
    take_post(app, "1014", "project_manager", "OPS")
    return app


def paper(**other: Any) -> AccountPaper:
    """An account that is issued today. Inside an app context."""
    return replace(SAID, **{"day": today(), "since": today(), "holder": ref(USER)} | other)


def granted(**other: Any) -> int:
    """What was asked for and approved. Inside an app context."""
    document_id = sent("F18-4", paper(**other))
    decided(document_id, {})
    return document_id


def registered() -> list[SystemAccount]:
    """The register. Inside an app context."""
    db.session.expire_all()
    return list(db.session.scalars(select(SystemAccount).order_by(SystemAccount.account)))


@pytest.mark.parametrize(
    ("other", "where"),
    [
        ({}, []),
        ({"day": TERMS.day + A_DAY, "since": TERMS.day + A_DAY}, [("day", "§3.3.2")]),
        ({"since": TERMS.day - A_DAY}, [("since", "§3.3.2")]),
        ({"since": TERMS.day - A_DAY, "kind": "收回"}, []),
        ({"since": TERMS.day - A_DAY, "kind": "变更"}, []),
        ({"since": TERMS.day + A_DAY}, []),
        *(
            ({cell: "初始密码：Abc123"}, [(cell, "§3.3.2")])
            for cell in ("system", "account", "right", "vault", "reason")
        ),
        ({"vault": "pwd: x", "reason": "password=y"}, [("vault", "§3.3.2"), ("reason", "§3.3.2")]),
    ],
)
def test_r18_3_3_2_an_account_is_registered_before_its_use_and_without_its_password(other, where) -> None:
    assert paths(account_refusals(replace(SAID, **other), TERMS)) == where


@pytest.mark.parametrize(
    ("other", "where"),
    [
        ({}, []),
        ({"day": TERMS.day + A_DAY}, [("day", "§3.3.2")]),
        ({"checked": False}, [("checked", "§3.3.2")]),
        ({"found": "口令=1"}, [("found", "§3.3.2")]),
    ],
)
def test_r18_3_3_2_a_review_is_done_on_a_day_that_has_come(other, where) -> None:
    assert paths(review_refusals(replace(REVIEW, **other), TERMS)) == where


def test_r18_3_3_2_the_lead_approves_and_never_his_own(desk: Flask) -> None:
    with desk.app_context():
        assert turn(sent("F18-4", paper())).person.number == LEAD  # type: ignore[union-attr]
        own = sent("F18-4", paper(account="ding"), LEAD)
        assert turn(own).person.number == "1014"  # type: ignore[union-attr]
        assert registered() == []


def test_r18_3_3_2_an_account_is_issued_changed_withdrawn_and_issued_anew(desk: Flask) -> None:
    with desk.app_context():
        first = granted(system=" 账务系统  ")
        (row,) = registered()
        assert (row.system, row.account, row.holder.number, row.right) == (
            "账务系统", "chenli", USER, "查询",
        )  # fmt: skip
        assert (row.issued, row.changed, row.withdrawn, row.paper_id) == (today(), None, None, first)
        granted(kind="变更", right="查询、记账", since=today() + A_DAY, holder=ref(OTHER), vault="")
        (row,) = registered()
        assert (row.right, row.changed, row.holder.number) == ("查询、记账", today() + A_DAY, OTHER)
        assert row.vault == "保险箱 12"
        granted(kind="收回", right="", since=today())
        (row,) = registered()
        assert (row.withdrawn, row.right) == (today(), "查询、记账")
        granted(since=today() + A_DAY)
        (row,) = registered()
        assert (row.issued, row.changed, row.withdrawn) == (today() + A_DAY, None, None)


def test_r18_3_3_2_issued_is_what_is_not_in_use_and_changed_what_is(desk: Flask) -> None:
    with desk.app_context():
        for kind in ("变更", "收回"):
            assert refused(lambda kind=kind: sent("F18-4", paper(kind=kind))) == [("account", "§3.3.2")]
        second = sent("F18-4", paper())
        granted()
        assert refused(lambda: sent("F18-4", paper())) == [("account", "§3.3.2")]
        assert refused(lambda: decided(second, {})) == [("account", "§3.3.2")], "asked for twice at once"
        granted(kind="收回", right="")
        assert refused(lambda: sent("F18-4", paper(kind="变更"))) == [("account", "§3.3.2")]
        granted(account="CHENLI")


def test_r18_3_3_2_a_review_counts_all_accounts_in_use_and_names_whose_holder_left(desk: Flask) -> None:
    with desk.app_context():
        granted()
        granted(account="lin", holder=ref(OTHER))
        granted(account="old")
        granted(account="old", kind="收回", right="")
        with writing():
            db.session.get_one(Person, person(OTHER).id).until = today()
    lead = signed_in(desk, LEAD)
    sheet = lead.get("/forms/f18-4r/new")
    assert dict(sheet.fields("/forms"))["live"] == "2"
    assert "林可已经离职，账务系统的帐号 lin 还没有收回" in sheet.text and "chenli 还没有" not in sheet.text
    told = {"checked": "是", "found": "收回一个"}
    wrong = lead.submit(sheet, button="act=send", **told | {"live": "3"})
    assert wrong.status == 422 and "登记里在用的是 2 个" in wrong.text
    assert lead.submit(lead.get("/forms/f18-4r/new"), button="act=send", **told).status == 200


def test_r18_3_3_2_the_lead_owes_a_review_each_quarter(desk: Flask, clock: TestClock) -> None:
    clock.advance(days=22)
    keep(desk)
    assert "复核帐号" not in signed_in(desk, LEAD).get("/").text
    clock.advance(days=1)
    keep(desk)
    assert "复核帐号" in signed_in(desk, LEAD).get("/duties").text
    assert "复核帐号" not in signed_in(desk, ADMIN).get("/duties").text


def test_r18_3_3_2_what_looks_like_a_password_is_said_at_its_cell_and_nothing_is_sent(desk: Flask) -> None:
    admin = signed_in(desk, ADMIN)
    told = {
        "kind": "发放", "since": "2026-11-23", "system": "账务系统", "account": "chenli",
        "holder": f"陈立 {USER}", "right": "查询", "vault": "密码：abc", "reason": "新到岗",
    }  # fmt: skip
    page = admin.submit(admin.get("/forms/f18-4/new"), button="act=send", **told)
    assert page.status == 422 and WHY in page.text
    page = admin.submit(page, button="act=send", vault="保险箱 12")
    assert page.status == 200 and page.address.startswith("/documents/")


def test_f18_4t_lists_the_accounts_of_the_months_to_the_lead_alone(desk: Flask) -> None:
    with desk.app_context():
        granted()
    lead = signed_in(desk, LEAD)
    few = count(desk, lead, "/reports/f18-4t")
    with desk.app_context():
        granted(account="gone")
        granted(account="gone", kind="收回", right="", since=date(2026, 10, 31))
        granted(account="lin", holder=ref(OTHER))
    page = lead.get("/reports/f18-4t?since=2026-11&until=2026-11")
    assert "chenli" in page.text and "lin" in page.text and "gone" not in page.text
    assert count(desk, lead, "/reports/f18-4t") == few
    assert signed_in(desk, ADMIN).get("/reports/f18-4t").status == 404
