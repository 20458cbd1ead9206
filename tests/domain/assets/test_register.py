"""R09 §5.2: the register of assets is kept by the terminal administrator and the technical lead."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.models import AuditEvent
from portal.core.desk.moment import this_moment
from portal.core.handovers.custody import Estate, Handing
from portal.domain.assets.custodies import held, pass_on
from portal.domain.assets.models import Asset
from portal.domain.assets.operations import SerialTaken, store
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.org.changes import person
from tests.databases import PASSWORD
from tests.domain.assets.register import COLLEAGUE, KEEPER, LEAD, entry, registered, staffed
from tests.pages import Browser, Page

CARD = {
    "kind": "笔记本", "model": "ThinkBook 14", "serial": "pf-3k 22", "user": "陈立", "unit": "EAST",
    "room": "305", "bought": "2025-01-10", "warranty": "2028-01-09", "state": "在用",
}  # fmt: skip


@pytest.fixture
def keeper(app: Flask) -> Browser:
    """Who keeps the register."""
    staffed(app)
    return signed_in(app, KEEPER)


def register(keeper: Browser, **typed: str) -> Page:
    return keeper.submit(keeper.get("/assets/new"), "/assets/new", **(CARD | typed))


def events(app: Flask) -> list[str]:
    query = select(AuditEvent.event).where(AuditEvent.stream.startswith("asset:")).order_by(AuditEvent.id)
    with app.app_context():
        return list(db.session.scalars(query))


@pytest.mark.both_databases
def test_an_asset_is_registered_and_changed_and_its_card_says_by_whom(app: Flask, keeper: Browser) -> None:
    page = register(keeper)
    assert "已登记，编号 ZC-2026-0001" in page.text and "华东办事处 EAST" in page.text
    changed = keeper.submit(
        keeper.get(f"{page.address}/edit"), page.address, user="1002", room="", number="X"
    )
    assert "使用人：陈立 1001 → 林可 1002；放在哪里：305 → 空" in changed.text
    assert "苏禾" in changed.text and "ZC-2026-0001" in changed.text
    same = keeper.submit(keeper.get(f"{page.address}/edit"), page.address)
    assert "已保存" in same.text
    assert events(app) == ["asset:registered", "asset:changed"]


def test_every_fault_stands_at_its_cell_and_what_was_typed_stays(keeper: Browser) -> None:
    page = register(
        keeper, model="——", user="没有的人", unit="没有", bought="2026-11-24", warranty="2026-11-23"
    )
    assert page.status == 422
    assert page.faults() == [
        "型号里要有文字或数字", "没有这个部门，请写名称或代码", "在职人员里没有，请写工号或全名",
        "不能晚于今天", "不能早于购入日期",
    ]  # fmt: skip
    assert "没有的人" in page.response.get_data(as_text=True)
    good = register(keeper, bought="2026-11-23", warranty="2026-11-23")
    assert good.status == 200
    assert register(keeper, model="", serial="").faults() == ["请填写"]


def test_a_serial_number_is_given_once_however_it_is_typed(keeper: Browser) -> None:
    register(keeper)
    other = register(keeper, serial="ＰＦ-3K22")
    assert other.faults() == ["已经登记：ZC-2026-0001 笔记本 ThinkBook 14"]
    mine = register(keeper, serial="")
    assert "ZC-2026-0002" in mine.text, "a refused one leaves no gap"
    late = keeper.submit(keeper.get(f"{mine.address}/edit"), mine.address, serial="PF-3K22")
    assert late.faults() == ["已经登记：ZC-2026-0001 笔记本 ThinkBook 14"]
    assert "已登记" in register(keeper, serial="").text, "two without one are no two of the same"


def test_a_second_click_registers_nothing_twice(app: Flask, keeper: Browser) -> None:
    page = keeper.get("/assets/new")
    first, second = (keeper.submit(page, "/assets/new", **CARD) for _ in range(2))
    assert first.address == second.address and events(app) == ["asset:registered"]
    assert keeper.get(page.address).address == first.address


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(app: Flask, keeper: Browser) -> None:
    page = register(keeper)
    edit, lead = keeper.get(f"{page.address}/edit"), signed_in(app, LEAD)
    lead.submit(lead.get(f"{page.address}/edit"), page.address, room="306")
    late = keeper.submit(edit, page.address, room="307")
    assert late.status == 422 and "有人改过" in late.text
    assert "306" in keeper.get(page.address).text


def test_an_expired_session_keeps_what_was_typed(keeper: Browser, clock) -> None:
    page = keeper.get("/assets/new")
    clock.advance(hours=3)
    stopped = keeper.submit(page, "/assets/new", **CARD)
    back = keeper.submit(stopped, number=KEEPER, password=PASSWORD)
    assert back.address == page.address
    assert dict(back.fields("/assets/new"))["model"] == "ThinkBook 14"


def titles(page: Page) -> list[str]:
    return ["".join(e.itertext()) for e in page.all("span") if "number" in e.get("class", "").split()]


@pytest.mark.parametrize("asked", ["thinkbook", "2026-0001", "pf3k22", "陈立", "1001", "305", "bjb"])
def test_an_asset_is_found_by_number_model_serial_user_and_room(keeper: Browser, asked: str) -> None:
    register(keeper)
    register(keeper, kind="打印机", model="M405", serial="", user="", room="一楼")
    assert titles(keeper.get("/assets", query_string={"q": asked})) == ["ZC-2026-0001"]


def test_the_list_is_narrowed_by_state_unit_and_the_end_of_the_warranty(app: Flask, keeper: Browser) -> None:
    today = date(2026, 11, 23)
    for code, state, days in (
        ("EAST", "在用", 60),
        ("EAST", "在用", 61),
        ("SOUTH", "报废", 5),
        ("SOUTH", "在用", -1),
    ):
        with app.app_context():
            registered(code=code, state=state, warranty=today + timedelta(days=days))
    assert titles(keeper.get("/assets?within=60")) == ["ZC-2026-0001"], (
        "neither over, nor scrapped, nor later"
    )
    assert titles(keeper.get("/assets?state=报废")) == ["ZC-2026-0003"]
    with app.app_context():
        south = db.session.scalars(select(Asset.unit_id).filter_by(number="ZC-2026-0003")).one()
    assert titles(keeper.get(f"/assets?unit={south}")) == ["ZC-2026-0003", "ZC-2026-0004"]
    assert len(titles(keeper.get("/assets?within=x&state=x&unit=x&after=x"))) == 4, "odd words ask nothing"


def test_a_long_list_comes_in_pages(app: Flask, keeper: Browser) -> None:
    with app.app_context():
        registered(31)
    first = keeper.get("/assets?state=在用")
    assert len(titles(first)) == 30
    following = next(a.get("href") for a in first.all("a") if a.text and "下一页" in a.text)
    assert titles(keeper.get(following)) == ["ZC-2026-0031"]


def test_everybody_sees_what_he_uses_a_head_what_his_unit_has_and_it_all_of_it(app: Flask) -> None:
    staffed(app)
    with app.app_context():
        registered(user="1001")
        registered(code="SOUTH")
    seen = {
        who: titles(signed_in(app, who).get("/assets")) for who in ("1001", "1002", "1005", COLLEAGUE, "1007")
    }
    both = ["ZC-2026-0001", "ZC-2026-0002"]
    assert seen == {"1001": both[:1], "1002": [], "1005": both[1:], COLLEAGUE: both, "1007": both}


def test_whoever_does_not_keep_the_register_finds_no_way_to_change_it(app: Flask) -> None:
    staffed(app)
    with app.app_context():
        registered()
    him = signed_in(app, COLLEAGUE)
    assert "登记资产" not in him.get("/assets").text and "修改" not in him.get("/assets/1").text
    closed = ("/assets/new", "/assets.xlsx", "/assets/template.xlsx", "/assets/import", "/assets/1/edit")
    assert [him.get(path).status for path in closed] == [404] * len(closed)


def test_who_takes_over_uses_what_the_other_one_used_but_not_what_is_scrapped(app: Flask) -> None:
    with app.app_context():
        registered(user="1001")
        registered(user="1001", state="报废")
        moment = this_moment()
        estate = Estate(person("1001").id, moment.day)
        assert held(estate._replace(holdings=(1,)), moment) == [], "giving up a post keeps his devices"
        with writing():
            moved = pass_on(Handing(estate, person("1002").id, 1), moment)
        assert [(each.item.number, each.to) for each in moved] == [("ZC-2026-0001", "林可")]
        assert held(estate, moment) == []


@pytest.mark.both_databases
@pytest.mark.parametrize("new", [True, False])
def test_what_took_the_serial_number_after_it_was_looked_for_is_named(app: Flask, new: bool) -> None:
    staffed(app)
    with app.app_context():
        (first,), (second,) = registered(serial="SN-1"), registered()
        asset = Asset(number="ZC-2026-0009", version=1) if new else second
        with pytest.raises(SerialTaken) as found, writing():
            store(asset, entry(serial="sn-1"))
        assert found.value.told.startswith(first.number)
        assert db.session.scalars(select(Asset.serial_key).where(Asset.id == second.id)).one() is None
