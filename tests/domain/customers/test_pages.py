"""Registering on the page: once, knowingly, by who may, and nothing typed is lost with the session."""

import pytest
from flask import Flask

from tests.conftest import signed_in
from tests.databases import PASSWORD
from tests.domain.customers.cards import CARD, CONSENT, PHONE, count, registered, stored, typed
from tests.pages import Browser

pytestmark = pytest.mark.both_databases


def test_a_customer_is_registered_with_the_next_code(app: Flask, chen: Browser) -> None:
    page = typed(chen, **CARD, **CONSENT)
    assert "已登记，编码 E0111" in page.text
    customer = stored(app, "E0111")
    assert (customer.name, customer.grade, str(customer.graded_on)) == ("望江商行", "B", "2026-11-23")
    assert (customer.owner.number, customer.remark, customer.state) == ("1001", "第一行\n第二行", "active")
    assert [(c.name, c.phone, c.tail) for c in customer.contacts] == [("白女士", "139 1111 2222", "2222")]
    assert all(words in page.text for words in ("望江商行", "人民路1号", "139 1111 2222", "当面口头"))
    assert "没有草稿" in chen.get("/drafts").text


def test_twenty_clicks_register_one_customer(app: Flask, chen: Browser) -> None:
    page, before = chen.get("/customers/new"), count(app)
    places = {chen.submit(page, action="/customers/new", **CARD).address for _ in range(3)}
    assert len(places) == 1
    assert count(app) == before + 1
    assert chen.get(page.address).address in places
    assert "编码 E0112" in typed(chen, name="下一家商行").text


@pytest.mark.parametrize("looks", [{"name": "嘉禾建材有限公司"}, {"name": "新名字", **PHONE,
                                   "contacts__0__phone": "+86 138-0000-1000"}])  # fmt: skip
def test_who_looks_registered_is_shown_before_it_is_registered(app: Flask, chen: Browser, looks) -> None:
    before = count(app)
    asked = typed(chen, **looks)
    assert asked.status == 422
    assert "可能已经登记过" in asked.text and "嘉禾建材 E0001" in asked.text
    assert count(app) == before
    again = chen.submit(asked, action="/customers/new")
    assert again.status == 422 and count(app) == before
    ids = next(b.get("value") for b in asked.all("button", name="others"))
    done = chen.submit(again, action="/customers/new", button=f"others={ids}")
    assert "已登记，编码 E0111" in done.text
    assert count(app) == before + 1


def test_a_confirmation_counts_only_for_who_was_shown(app: Flask, chen: Browser) -> None:
    asked = typed(chen, name="嘉禾建材公司")
    ids = next(b.get("value") for b in asked.all("button", name="others"))
    other = chen.submit(asked, action="/customers/new", button=f"others={ids}", name="宏达工程公司")
    assert other.status == 422
    assert "宏达工程 E0002" in other.text


def test_customers_of_another_office_are_not_told_as_lookalikes(chen: Browser) -> None:
    assert "已登记" in typed(chen, name="粤海五金").text


@pytest.mark.parametrize("address", ["/customers/new", "/customers/1/edit"])
def test_an_expired_session_keeps_what_was_typed(app: Flask, chen: Browser, clock, address: str) -> None:
    page = chen.get(address)
    clock.advance(hours=3)
    stopped = chen.submit(page, action=page.address, name="写到一半的商行", remark="别丢")
    assert stopped.address == "/login"
    back = chen.submit(stopped, number="1001", password=PASSWORD)
    assert back.address == page.address
    assert dict(back.fields(page.address))["name"] == "写到一半的商行"
    assert dict(back.fields(page.address))["remark"].removeprefix("\n") == "别丢"
    (draft,) = [a for a in chen.get("/drafts").all("a", class_="row-title")]
    assert draft.get("href") == page.address
    assert chen.submit(back, action=page.address).status == 200
    assert "没有草稿" in chen.get("/drafts").text


def test_an_expired_session_keeps_nothing_for_a_stranger(wu: Browser, clock) -> None:
    token = dict(wu.get("/customers/new").fields("/customers/new"))["csrf_token"]
    clock.advance(hours=3)
    stopped = wu.post("/customers/1/edit", {"csrf_token": token, "name": "我来改"})
    assert wu.submit(stopped, number="1004", password=PASSWORD).status == 404
    assert "没有草稿" in wu.get("/drafts").text


@pytest.mark.parametrize("number", ["1001", "1002", "1003"])
def test_the_office_closes_and_reopens_its_customers(app: Flask, number: str) -> None:
    customer, browser = registered(app, "歇业商行"), signed_in(app, number)
    place = f"/customers/{customer}"
    closed = browser.submit(browser.get(place), action=f"{place}/closure")
    assert "已停用" in closed.text
    assert "在册" in browser.submit(closed, action=f"{place}/reopening").text


@pytest.mark.parametrize("number", ["1006", "1007", "1008", "1009"])
def test_whoever_is_not_of_an_office_registers_nothing(app: Flask, number: str) -> None:
    browser = signed_in(app, number)
    assert browser.get("/customers/new").status == 404
    assert "登记客户" not in browser.get("/customers").text


def test_an_office_manager_chooses_the_owner_and_an_account_manager_does_not(app, zhou, lin) -> None:
    assert "已登记" in typed(zhou, name="派给林可商行", owner="1002").text
    assert stored(app, "E0111").owner.number == "1002"
    assert "已登记" in typed(lin, name="自己的商行", owner="1001").text
    assert stored(app, "E0112").owner.number == "1002"
    refused = typed(zhou, name="派给外人商行", owner="1004")
    assert "请从列出的业务经理中选择" in refused.text
