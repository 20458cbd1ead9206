"""Ids that are none: the answer is 404 on both databases, never a failure."""

import re

import pytest
from flask import Flask

from tests.pages import Browser

pytestmark = pytest.mark.both_databases
IDS = ["0", "-1", "+1", "00", "01", "2147483647", "2147483648", "9223372036854775807", "9223372036854775808",
       "1" + "0" * 30, "9" * 5000, "１２", "٣", "1.0", "1e1", "0x1", " 1", "1 ", "1;2", "1,2", "%00", "..",
       "1%00", "../1", "%2e%2e%2f1", "1'", "1 OR 1=1", "null", "NaN", "[]", "<id>", "%ff", "𠮷"]  # fmt: skip
KEYS = ["a" * 31, "a" * 33, "A" * 32, "g" * 32, "ａ" * 32, "-" * 32, "a" * 31 + "%00", "..", "a" * 5000]
PLACES = ["", "0", "-1", "2147483648", "9" * 9, "9" * 10, "9" * 17, "9" * 18, "9" * 5000, "１２", "x"]
ID, KEYED = re.compile(r"<id:\w+>"), re.compile(r"<key:\w+>")


def addresses(app: Flask) -> list[tuple[str, str]]:
    """Method and address of every route with an id or key, filled with some of the impossible ones, others
    for the next route: all of them several times over."""
    asked = []
    for n, rule in enumerate(app.url_map.iter_rules()):
        for method in rule.methods & {"GET", "POST"}:
            place = rule.rule.replace("<code>", "f01-1")
            asked += [
                (method, ID.sub(lambda _, text=text: text, place))
                for text in turn(IDS, n)
                if ID.search(place)
            ]
            asked += [(method, KEYED.sub(text, place)) for text in turn(KEYS, n) if KEYED.search(place)]
    return asked


def turn(texts: list[str], n: int) -> list[str]:
    """Eight of some texts for the nth route."""
    return [texts[(n * 5 + k) % len(texts)] for k in range(min(8, len(texts)))]


def test_an_impossible_id_is_not_found(app: Flask, zhou: Browser) -> None:
    token = {"csrf_token": dict(zhou.get("/login").fields("/login"))["csrf_token"]}
    nothing = zhou.client.get("/documents/987654").text
    for method, address in addresses(app):
        answer = zhou.client.open(address, method=method, data=token if method == "POST" else None)
        assert (answer.status_code, answer.text) == (404, nothing), (method, address[:60])


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
