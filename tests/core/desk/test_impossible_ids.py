"""Ids that are none, at every address with an id, as each of four roles: the answer is 404 on both
databases, never a failure. One role a day, with some of the ids at each address; EVERY_VALUE=1 takes all.
"""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import signed_in
from tests.hostile.values import EVERY, kind
from tests.pages import Browser, unnumbered
from tests.turns import turn

pytestmark = [pytest.mark.both_databases, *([pytest.mark.timeout(1200)] if EVERY else [])]
ROLES = ("1003", "1001", "1009", "1007")  # a manager, an author, the administrator, an auditor
MORE = ("00", "2147483647", "2147483648", "1" + "0" * 30, "9" * 5000, "+1", "0x1", " 1", "1 ", "../1",
        "%2e%2e%2f1", "1%2F", "1%3Fx=1", "1%23", "<id>", "%ff", "%ED%A0%80", "%C0%AF", "𠮷")  # fmt: skip
IDS = [*MORE, *(text for text in kind("ids") if not text.startswith(("1?", "1#")) and text != "1/")]
KEYS = ["a" * 31, "a" * 33, "A" * 32, "g" * 32, "ａ" * 32, "-" * 32, "a" * 31 + "%00", "..", "a" * 5000]
PLACES = ["", "0", "-1", "2147483648", "9" * 9, "9" * 10, "9" * 17, "9" * 18, "9" * 5000, "１２", "x"]
ID, KEYED = re.compile(r"<id:\w+>"), re.compile(r"<key:\w+>")


def addresses(app: Flask) -> Iterator[tuple[str, str]]:
    """Method and address of every route with an id or key, filled with impossible ones."""
    for n, rule in enumerate(app.url_map.iter_rules()):
        place = rule.rule.replace("<code>", "f01-1")
        for method in sorted(rule.methods & {"GET", "POST"}):
            for hole, texts in ((ID, IDS), (KEYED, KEYS)):
                told = some_of(texts, n) if hole.search(place) else []
                yield from ((method, hole.sub(lambda _, text=text: text, place)) for text in told)


def some_of(texts: list[str], n: int) -> list[str]:
    """Eight of some texts for the nth route: all of them several times over."""
    return texts if EVERY else [texts[(n * 5 + k) % len(texts)] for k in range(min(8, len(texts)))]


@pytest.mark.parametrize("role", ROLES if EVERY else (ROLES[turn()],))
def test_an_impossible_id_is_not_found(app: Flask, role: str) -> None:
    somebody = signed_in(app, role)
    token = {"csrf_token": dict(somebody.get("/login").fields("/login"))["csrf_token"]}
    nothing = unnumbered(somebody.client.get("/documents/987654").text)
    for method, address in addresses(app):
        answer = somebody.client.open(address, method=method, data=token if method == "POST" else None)
        assert (answer.status_code, unnumbered(answer.text)) == (404, nothing), (method, address[:60])


def test_an_impossible_key_is_not_found_by_who_may_fill_the_form(app: Flask, chen: Browser) -> None:
    for address in (f"/forms/f01-1/{key}" for key in KEYS):
        assert chen.client.get(address).status_code == 404, address[:60]


def test_an_impossible_place_in_a_list_shows_the_list(app: Flask, zhou: Browser) -> None:
    for before in PLACES:
        for place in ("/", "/mine", "/done"):
            answer = zhou.client.get(place, query_string={"before": before})
            assert answer.status_code == 200, (place, before[:60])


def test_a_form_or_regulation_that_does_not_exist_is_not_found(app: Flask, chen: Browser) -> None:
    for name in ("f99-9", "f01-1 ", "..", "%00", "ｆ01-1", "__init__", "customer_maintenance_", "a" * 5000):
        for address in (f"/forms/{name}/new", f"/forms/{name}/{'a' * 32}", f"/regulations/{name}"):
            assert chen.client.get(address).status_code == 404, address[:60]
