"""Every fault of a card stands at its cell, what was typed stays, and markup is only words."""

import pytest
from flask import Flask

from tests.domain.customers.cards import CARD, CONSENT, count, names, typed
from tests.hostile.values import by_id, fault_at, typed_in
from tests.pages import Browser

pytestmark = pytest.mark.both_databases
FAULTS = [
    ("name", "", "请填写"),
    ("name", "控制\x07字符", "U+0007"),
    ("name", "零宽\u200b空格", "U+200B"),
    ("name", "长" * 81, "最多 80 字"),
    ("name", "两\n行", "只能写一行"),
    ("name", "%%", "要有文字"),
    ("grade", "Z", "等级中选择"),
    ("address", "控\x00制", "U+0000"),
    ("address", "长" * 121, "最多 120 字"),
    ("remark", "长" * 301, "最多 300 字"),
    ("remark", "控\x1b制", "U+001B"),
    ("contacts-0-name", "控\x07制", "U+0007"),
    ("contacts-0-title", "长" * 41, "最多 40 字"),
    ("contacts-0-phone", "打电话给我", "电话只写数字"),
    ("contacts-0-phone", "1" * 31, "最多 30 字"),
    ("contacts-0-consent_on", "2026-11-24", "不能晚于今天"),
    ("contacts-0-consent_on", "昨天", "2026-12-01"),
    ("contacts-0-consent_how", "控\x07制", "U+0007"),
    ("contacts-0-note", "两\n行", "只能写一行"),
    ("contacts-0-note", "\u202e倒", "U+202E"),
]


@pytest.mark.parametrize(("cell", "value", "says"), FAULTS)
def test_a_fault_stands_at_its_cell_and_nothing_is_lost(app: Flask, chen: Browser, cell, value, says) -> None:
    before = count(app)
    page = typed(chen, **(CARD | CONSENT | {cell.replace("-", "__"): value}))
    assert page.status == 422
    elements = by_id(page)
    assert says in fault_at(elements, cell)
    kept = {k.replace("__", "-"): v for k, v in (CARD | CONSENT).items() if k.replace("__", "-") != cell}
    shown = dict(page.fields("/customers/new"))
    assert all(shown[name].removeprefix("\n") == text for name, text in kept.items()), kept
    assert cell == "grade" or len(typed_in(elements, cell)) >= len(value)
    assert count(app) == before


def test_consent_wants_day_and_way(chen: Browser) -> None:
    page = typed(chen, **CARD, contacts__0__consent_on="2026-11-20")
    assert "一起填" in fault_at(by_id(page), "contacts-0-consent_how")


def test_markup_is_shown_as_it_was_typed(chen: Browser) -> None:
    bad = "<script>alert(1)</script><b>&amp;\"'{{ 7*7 }}"
    cells = {n: bad for n in ("address", "remark", "contacts__0__note")}
    shown = typed(chen, **(CARD | {"name": f"商行{bad}", **cells},)[0])
    assert shown.text.count(bad) >= 4
    assert not [s for s in shown.all("script") if not s.get("src")]
    assert f"商行{bad}" in names(chen.get("/customers", query_string={"q": "商行<script"}))
    assert bad in chen.get("/customers", query_string={"q": bad}).text


def test_more_contacts_than_ten_are_refused(chen: Browser) -> None:
    many = {f"contacts__{n}__name": "某" for n in range(11)}
    assert "最多 10 位" in typed(chen, name="人多商行", **many).text
