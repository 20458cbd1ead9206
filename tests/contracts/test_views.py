"""Every view says who may enter; what stands outside is named here with its reason."""

import pytest
from flask import Flask

from portal.core.auth.allow import PUBLIC
from portal.core.org.roles import ROLES
from portal.demonstration.company import EMPLOYEES
from tests.conftest import signed_in
from tests.pages import Browser

OPEN = {
    "static": "style sheets, scripts and fonts; nothing of the company lies there",
    "bootstrap.static": "Bootstrap-Flask's own copy of its files, which no page of ours links",
}
WITHOUT_SIGN_IN = {"auth.new_session", "auth.create_session", "auth.end_session"}
FOR_PROGRAMS = {
    "health.alive",
    "health.ready",
    "health.metrics",
}  # whether all is well, and nothing else: tests/core/health
BY_TOKEN = {
    "duty_feed.show",  # a calendar program has no session: the address itself is the secret
    "operations.take_alarms",  # nor has a monitor: tests/domain/operations/test_alarms.py
}


def test_every_view_carries_a_capability_or_stands_in_the_list_of_open_ones(app: Flask) -> None:
    bare = {name for name, view in app.view_functions.items() if not hasattr(view, "capability")}
    assert bare == OPEN.keys()


def test_only_signing_in_and_out_needs_no_sign_in(app: Flask) -> None:
    public = {n for n, view in app.view_functions.items() if getattr(view, "capability", None) == PUBLIC}
    assert public == WITHOUT_SIGN_IN | FOR_PROGRAMS | BY_TOKEN


def test_every_capability_asked_for_is_one_that_a_role_has(app: Flask) -> None:
    granted = {capability for role in ROLES.values() for capability in role.capabilities} | {PUBLIC}
    asked = {view.capability for view in app.view_functions.values() if hasattr(view, "capability")}
    assert asked <= granted


def test_a_role_without_the_capability_finds_no_page(app, chen, monkeypatch) -> None:
    account_manager = ROLES["account_manager"]
    monkeypatch.setitem(ROLES, "account_manager", account_manager._replace(capabilities=frozenset({"rest"})))
    refused = chen.get("/mine")
    assert refused.status == 404
    number = refused.response.headers["X-Request-Id"]
    nothing = chen.get("/no-such-page")
    assert refused.text.replace(number, nothing.response.headers["X-Request-Id"]) == nothing.text


@pytest.mark.parametrize("number", ["1001", "1003", "1007", "1009", "1012"])
def test_an_address_without_an_object_is_none_for_whoever_lacks_its_capability(app: Flask, number) -> None:
    browser = signed_in(app, number)
    token = dict(browser.get("/password").fields("/password"))["csrf_token"]
    mine = ROLES[next(e.role for e in EMPLOYEES if e.number == number)].capabilities | {PUBLIC}
    closed = [
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if not rule.arguments and getattr(app.view_functions[rule.endpoint], "capability", PUBLIC) not in mine
    ]
    assert len(closed) > 10
    for method, place in closed:
        data = {"csrf_token": token} if method == "POST" else None
        assert browser.client.open(place, method=method, data=data).status_code == 404, (method, place)


def test_nobody_signed_in_is_sent_to_the_sign_in_page_everywhere(app: Flask, anonymous: Browser) -> None:
    asked = {n for n, view in app.view_functions.items() if getattr(view, "capability", PUBLIC) != PUBLIC}
    rules = [r for r in app.url_map.iter_rules() if r.endpoint in asked and not r.arguments]
    for rule in [rule for rule in rules if "GET" in (rule.methods or set())]:
        assert "/login" in anonymous.client.get(rule.rule).headers["Location"], rule.rule
