"""Every view says who may enter; what stands outside is named here with its reason."""

from flask import Flask

from portal.core.auth.allow import PUBLIC
from portal.core.org.roles import ROLES

OPEN = {
    "static": "style sheets, scripts and fonts; nothing of the company lies there",
    "bootstrap.static": "Bootstrap-Flask's own copy of its files, which no page of ours links",
}
WITHOUT_SIGN_IN = {"auth.new_session", "auth.create_session", "auth.end_session"}
BY_TOKEN = {
    "duty_feed.show",  # a calendar program has no session: the address itself is the secret
    "operations.take_alarms",  # nor has a monitor: tests/domain/operations/test_alarms.py
}


def test_every_view_carries_a_capability_or_stands_in_the_list_of_open_ones(app: Flask) -> None:
    bare = {name for name, view in app.view_functions.items() if not hasattr(view, "capability")}
    assert bare == OPEN.keys()


def test_only_signing_in_and_out_needs_no_sign_in(app: Flask) -> None:
    public = {n for n, view in app.view_functions.items() if getattr(view, "capability", None) == PUBLIC}
    assert public == WITHOUT_SIGN_IN | BY_TOKEN


def test_every_capability_asked_for_is_one_that_a_role_has(app: Flask) -> None:
    granted = {capability for role in ROLES.values() for capability in role.capabilities} | {PUBLIC}
    asked = {view.capability for view in app.view_functions.values() if hasattr(view, "capability")}
    assert asked <= granted


def test_a_role_without_the_capability_finds_no_page(app, chen, monkeypatch) -> None:
    account_manager = ROLES["account_manager"]
    monkeypatch.setitem(ROLES, "account_manager", account_manager._replace(capabilities=frozenset({"rest"})))
    refused = chen.get("/mine")
    assert refused.status == 404
    assert refused.text == chen.get("/no-such-page").text
