"""R18 §3.2, §3.3.1: servers and information assets are listed as their newest paper says."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select

from portal.core.facts import Facts, Ref
from portal.core.retention.rules import is_permanent
from portal.core.web.context import today
from portal.extensions import db
from portal.regulations.operations_manual.documents import information, server
from portal.regulations.operations_manual.facts import InformationAsset, Server
from portal.regulations.operations_manual.models import RegisteredAsset
from portal.regulations.operations_manual.operations.registers import listed
from portal.regulations.operations_manual.rules.registers import (
    information_refusals,
    known_by,
    server_refusals,
)
from tests.conftest import signed_in
from tests.core.org.changes import take_post
from tests.domain.complaints.acts import decided, turn
from tests.domain.complaints.at_one_instant import approved_at_one_instant
from tests.pages import Page
from tests.questions import count
from tests.regulations.it_service import items
from tests.regulations.it_service.articles import voided
from tests.regulations.it_service.incidents import ADMIN, LEAD, OTHER, USER, ref, staffed
from tests.regulations.operations_manual.papers import sent
from tests.regulations.operations_manual.test_manuals import paths
from tests.terms import TERMS

pytestmark = pytest.mark.both_databases
TOMORROW = TERMS.day + timedelta(days=1)
OWNER = Ref(1, "1011", "林涛")
SERVER = Server(
    day=TERMS.day, state="在用", name="web01", model="R650", cpu="2×16 核", memory="128 GB", disk="2 TB",
    system="Debian 12", place="机房 A 柜", owner=OWNER,
)  # fmt: skip
DATA = InformationAsset(
    day=TERMS.day, name="订货系统", data_class="重要", owner=OWNER, place="db02", backup="每天",
    copies="备份存储", risk="只有一台", measures="加备机",
)  # fmt: skip


@pytest.fixture
def desk(app: Flask) -> Flask:
    staffed(app)
    return app


def approved(code: str, said: Facts, **other: Any) -> int:
    """A paper of today that the lead approved. Inside an app context."""
    paper = sent(code, replace(said, **{"day": today(), "owner": ref(ADMIN)} | other))
    assert decided(paper, {}) == ["批准"]
    return paper


def current(form: Any = server) -> list[int]:
    """The papers that a register lists. Inside an app context."""
    return [document.id for document, _said in listed(form)]


@pytest.mark.parametrize(
    ("other", "where"),
    [
        ({}, []),
        ({"day": TOMORROW}, [("day", "§3.2")]),
        ({"addresses": "10.0.0.1"}, []),
        ({"addresses": " 10.0.0.1  fe80::1 2001:db8::8a2e:370:7334 "}, []),
        ({"addresses": "255.255.255.255"}, []),
        ({"addresses": "10.0.0.256"}, [("addresses", "§3.2")]),
        ({"addresses": "10.0.0.1,10.0.0.2"}, [("addresses", "§3.2")]),
        ({"addresses": "10.0.0.1 10.0.0.0/24"}, [("addresses", "§3.2")]),
        ({"addresses": "2001:db8:::1"}, [("addresses", "§3.2")]),
        ({"addresses": "web01"}, [("addresses", "§3.2")]),
        ({"remark": "root 密码：abc"}, [("remark", "§3.3.2")]),
        ({"system": "Debian，pwd=1"}, [("system", "§3.3.2")]),
        ({"remark": "密码在保险箱 12 号"}, []),
    ],
)
def test_r18_3_2_a_server_has_addresses_and_tells_no_password(other, where) -> None:
    assert paths(server_refusals(replace(SERVER, **other), TERMS)) == where


@pytest.mark.parametrize(
    ("other", "where"),
    [
        ({}, []),
        ({"day": TOMORROW}, [("day", "§3.3.1")]),
        ({"measures": "口令=abc"}, [("measures", "§3.3.2")]),
        ({"risk": "口令太短"}, []),
    ],
)
def test_r18_3_3_1_an_information_asset_is_of_a_day_that_has_come(other, where) -> None:
    assert paths(information_refusals(replace(DATA, **other), TERMS)) == where


def test_r18_3_2_a_name_is_the_same_however_it_is_written() -> None:
    assert known_by(" ＷＥＢ  01 ") == known_by("web 01") != known_by("web01")
    assert known_by("db1-1") != known_by("db11")


def test_r18_3_2_both_papers_are_kept_as_long_as_there_is_a_portal() -> None:
    assert is_permanent(server.keep_years) and is_permanent(information.keep_years)


def test_r18_3_2_a_server_is_listed_when_the_lead_approved_it(desk: Flask) -> None:
    with desk.app_context():
        paper = sent("F18-2", replace(SERVER, day=today(), owner=ref(ADMIN)))
        assert turn(paper).person.number == LEAD  # type: ignore[union-attr]
        assert current() == []
        decided(paper, {})
        assert current() == [paper]
        assert current(information) == []


def test_r18_3_2_the_newest_takes_the_place_of_those_before_and_gives_it_back(desk: Flask) -> None:
    with desk.app_context():
        first, other = approved("F18-2", SERVER), approved("F18-2", SERVER, name="web02")
        second = approved("F18-2", SERVER, name="WEB01", memory="256 GB")
        third = approved("F18-2", SERVER, state="停用")
        assert current() == [third, other]
        voided(second)
        assert current() == [third, other], "what came before the void one stays replaced"
        voided(third)
        assert current() == [first, other]
        voided(first)
        assert current() == [other]


def test_r18_3_2_a_server_with_another_name_is_known_by_its_item(desk: Flask) -> None:
    with desk.app_context():
        row = items.item(items.registered("应用服务器一"))
        item = Ref(row.id, "", f"{row.name} {row.number}")
        old = approved("F18-2", SERVER, item=item)
        new = approved("F18-2", SERVER, name="app01", item=item)
        plain = approved("F18-2", SERVER, name="web02")
        assert current() == [new, plain]
        assert db.session.get_one(RegisteredAsset, old).replaced_by == new


def test_r18_3_3_1_a_system_of_a_servers_name_is_something_else(desk: Flask) -> None:
    with desk.app_context():
        machine, data = approved("F18-2", SERVER), approved("F18-3", DATA, name="web01")
        assert (current(), current(information)) == ([machine], [data])
        newer = approved("F18-3", DATA, name="web01", backup="不备份", copies="")
        assert (current(), current(information)) == ([machine], [newer])
        voided(newer)
        assert current(information) == [data]
        assert len(db.session.scalars(select(RegisteredAsset)).all()) == 3


def test_r18_3_2_the_lists_say_what_stands_now_to_those_who_run_it(desk: Flask) -> None:
    with desk.app_context():
        approved("F18-2", SERVER, serial="SN-1", addresses="10.0.0.1 fe80::1")
        approved("F18-2", SERVER, memory="512 GB", addresses="10.0.0.9")
        approved("F18-3", DATA)
    admin = signed_in(desk, ADMIN)
    servers, data = (admin.get(f"/reports/{code}").text for code in ("f18-2t", "f18-3t"))
    assert "512 GB" in servers and "10.0.0.9" in servers and "SN-1" not in servers
    assert "订货系统" in data and "每天 备份存储" in data
    user = signed_in(desk, USER)
    assert [user.get(f"/reports/{code}").status for code in ("f18-2t", "f18-3t")] == [404] * 2


def test_r18_3_2_a_list_of_many_is_asked_for_at_once(desk: Flask) -> None:
    with desk.app_context():
        approved("F18-2", SERVER)
    admin = signed_in(desk, ADMIN)
    few = count(desk, admin, "/reports/f18-2t")
    with desk.app_context():
        for n in range(2, 6):
            approved("F18-2", SERVER, name=f"web0{n}")
    assert count(desk, admin, "/reports/f18-2t") == few


def test_r18_3_3_1_where_the_copies_are_is_said_unless_there_are_none(desk: Flask) -> None:
    admin = signed_in(desk, ADMIN)
    told = {
        "name": "订货系统", "data_class": "内部", "owner": ADMIN, "place": "db02", "risk": "无",
        "measures": "无",
    }  # fmt: skip
    sheet = admin.get("/forms/f18-3/new")
    left = admin.submit(sheet, button="act=send", **told, backup="每周")
    assert left.status == 422 and "备份在哪里" in left.text
    assert admin.submit(sheet, button="act=send", **told, backup="不备份").status == 200


def test_r18_3_2_a_newer_paper_begins_with_what_the_last_one_says(desk: Flask) -> None:
    with desk.app_context():
        row = items.item(items.registered("应用服务器一"))
        item = Ref(row.id, "", f"{row.name} {row.number}")
        old = approved("F18-2", SERVER, item=item, addresses="10.0.0.1", day=today() - timedelta(days=1))
        data = approved("F18-3", DATA)
    admin = signed_in(desk, ADMIN)
    (link,) = newer(admin.get(f"/documents/{old}"))
    sheet = admin.get(link)
    begun = dict(sheet.fields())
    assert [begun[name] for name in ("name", "state", "addresses", "day")] == [
        "web01", "在用", "10.0.0.1", str(today_of(desk)),
    ]  # fmt: skip
    assert admin.submit(sheet, button="act=send", memory="256 GB").status == 200, "as it stands, but changed"
    (link,) = newer(admin.get(f"/documents/{data}"))
    assert dict(admin.get(link).fields())["copies"] == "备份存储"
    assert dict(admin.get(link.replace("registered", "customer")).fields())["copies"] == ""
    crossed = dict(admin.get(f"/forms/f18-3/new?of=registered-{old}").fields())
    assert crossed["name"] == crossed["risk"] == ""


def test_r18_3_2_what_was_replaced_says_by_what_and_begins_nothing(desk: Flask) -> None:
    with desk.app_context():
        old = approved("F18-2", SERVER)
        new = approved("F18-2", SERVER, memory="256 GB")
    admin, lead = signed_in(desk, ADMIN), signed_in(desk, LEAD)
    page = admin.get(f"/documents/{old}")
    assert newer(page) == [] and "已有新的登记" in page.text
    assert dict(admin.get(f"/forms/f18-2/new?of=registered-{old}").fields())["name"] == ""
    assert len(newer(admin.get(f"/documents/{new}"))) == 1
    assert newer(lead.get(f"/documents/{new}")) == [], "he approves, and writes none"


@pytest.mark.both_databases(whole=True)
@pytest.mark.parametrize(("code", "said"), [("F18-2", SERVER), ("F18-3", DATA)])
def test_r18_3_2_of_two_of_one_name_approved_at_one_instant_one_is_listed(
    desk: Flask, code: str, said: Facts
) -> None:
    take_post(desk, OTHER, "technical_lead", "OPS")
    with desk.app_context():
        papers = [sent(code, replace(said, day=today(), owner=ref(ADMIN))) for _ in range(2)]
    assert approved_at_one_instant(desk, dict(zip(papers, (LEAD, OTHER), strict=True))) == 2
    with desk.app_context():
        assert len(current(server if code == "F18-2" else information)) == 1


def test_r18_3_2_nobody_begins_from_a_paper_that_he_may_not_see(desk: Flask) -> None:
    take_post(desk, OTHER, "network_admin", "OPS")
    with desk.app_context():
        before = sent("F18-2", replace(SERVER, day=today(), owner=ref(ADMIN)), OTHER)
        decided(before, {})
        paper = approved("F18-2", SERVER)
    other = signed_in(desk, OTHER)
    assert other.client.get(f"/documents/{paper}").status_code == 404
    page = other.get(f"/documents/{before}")
    assert "已有新的登记 FWQ-" in page.text and leads(page, paper) == []
    assert leads(signed_in(desk, LEAD).get(f"/documents/{before}"), paper) != []
    assert dict(other.get(f"/forms/f18-2/new?of=registered-{paper}").fields())["name"] == ""


def leads(page: Page, paper: int) -> list[str]:
    """The links of a page to a paper."""
    return [a.text or "" for a in page.all("a") if a.get("href") == f"/documents/{paper}"]


def newer(page: Page) -> list[str]:
    """Where a newer paper is begun."""
    return [a.get("href") or "" for a in page.all("a") if "of=" in (a.get("href") or "")]


def today_of(desk: Flask) -> date:
    """Today, as the portal counts."""
    with desk.app_context():
        return today()
