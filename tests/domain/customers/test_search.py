"""Finding customers: every way, wildcards as letters, pages by key, a fixed number of queries."""

import pytest
from flask import Flask

from tests.domain.customers.cards import names, registered
from tests.pages import Browser
from tests.questions import questions

pytestmark = pytest.mark.both_databases


def search(browser: Browser, text: str, **more: str) -> list[str]:
    return names(browser.get("/customers", query_string={"q": text, **more}))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("禾", "嘉禾建材"), ("嘉禾", "嘉禾建材"), ("嘉禾建", "嘉禾建材"), ("建材", "嘉禾建材"),
        ("嘉禾 建材", "嘉禾建材"),
        ("jhjc", "嘉禾建材"), ("JHJC", "嘉禾建材"), ("ｊｈｊｃ", "嘉禾建材"), ("hejian", "嘉禾建材"),
        ("E0001", "嘉禾建材"), ("e0001", "嘉禾建材"), ("𠮷", "𠮷祥灯饰"), ("〇〇", "二〇〇八电器行"),
        ("jxds", "𠮷祥灯饰"), ("䶮盛", "䶮盛机电"),
    ],
)  # fmt: skip
def test_a_customer_is_found(chen: Browser, text: str, name: str) -> None:
    assert name in search(chen, text)


def test_a_customer_is_found_by_the_end_of_a_phone(app: Flask, chen: Browser) -> None:
    registered(app, "尾号行", "+86 139-0000-9876")
    assert search(chen, "9876") == ["尾号行"]
    assert search(chen, "987") == []
    assert search(chen, "39-0000") == []


@pytest.mark.parametrize(
    "text", ["%", "_", "\\", "%%", "嘉%材", "嘉_建材", "'", '"', "*", "\x00", "嘉\x00禾", "' OR 1=1 --"]
)
def test_a_wildcard_is_a_letter_like_any_other(chen: Browser, text: str) -> None:
    found = search(chen, text)
    assert found == [] if text not in ("\x00", "嘉\x00禾") else "嘉禾建材" in found


def test_signs_in_a_name_are_found(app: Flask, chen: Browser) -> None:
    registered(app, "百分百100%棉")
    registered(app, "A_B商行")
    assert search(chen, "%") == ["百分百100%棉"]
    assert search(chen, "_") == ["A_B商行"]
    assert search(chen, "a_b") == ["A_B商行"]


def test_pages_follow_each_other_and_leave_nothing_out(chen: Browser) -> None:
    page, seen = chen.get("/customers"), []
    while True:
        seen += names(page)
        more = [a for a in page.all("a") if "".join(a.itertext()).strip() == "下一页"]
        if not more:
            break
        page = chen.get(more[0].get("href"))
    assert len(seen) == len(set(seen)) == 110


@pytest.mark.parametrize("after", ["", "E0100", "\x00", "%", "９", "x" * 5000, "'"])
def test_an_impossible_place_shows_a_list(chen: Browser, after: str) -> None:
    assert chen.get("/customers", query_string={"after": after, "state": after}).status == 200


def test_a_list_costs_the_same_whatever_it_finds(app: Flask, chen: Browser) -> None:
    counted = []
    for text in ("嘉禾", "建材", ""):
        with questions(app) as asked:
            search(chen, text)
        counted.append(len(asked))
    assert len(set(counted)) == 1


@pytest.mark.parametrize(
    ("person", "offices"), [("chen", "E"), ("he", "S"), ("wang", "ES"), ("xu", "ES"), ("shen", "")]
)
def test_only_visible_customers_are_found(app, person: str, offices: str, request) -> None:
    browser: Browser = request.getfixturevalue(person)
    assert bool(search(browser, "嘉禾")) == ("E" in offices)
    assert bool(search(browser, "粤海")) == ("S" in offices)
    assert bool(search(browser, "")) == bool(offices)


def test_a_closed_customer_is_in_a_list_of_its_own(app: Flask, chen: Browser) -> None:
    customer = registered(app, "歇业商行")
    page = chen.get(f"/customers/{customer}")
    chen.submit(page, action=f"/customers/{customer}/closure")
    assert search(chen, "歇业") == []
    assert search(chen, "歇业", state="closed") == ["歇业商行"]
