"""A post without this session's token changes nothing, on every route that takes one."""

import pytest
from flask import Flask

from tests.pages import Browser

WORDS = {
    "code": "f01-1",
    "key": "a" * 32,
    "slug": "customer-maintenance",
    "name": "plan-due",
    "monday": "2026-11-23",
    "year": 2027,
    "token": "A" * 43,
}  # every other argument is an id
SAFE = {"GET", "HEAD", "OPTIONS"}
PROGRAMS = {"/alarms/alertmanager"}  # proves itself with a secret and reads no cookie: test_alarms


@pytest.fixture
def unsafe(app: Flask) -> list[tuple[str, str]]:
    """Method and address of every route that may write."""
    with app.test_request_context():
        return [
            (method, app.url_for(rule.endpoint, **{name: WORDS.get(name, 1) for name in rule.arguments}))
            for rule in app.url_map.iter_rules()
            for method in rule.methods - SAFE
            if rule.rule not in PROGRAMS
        ]


def token_of(browser: Browser) -> str:
    return dict(browser.get("/login").fields("/login"))["csrf_token"]


def refused(browser: Browser, method: str, address: str, fields: dict[str, str]) -> bool:
    answer = browser.client.open(address, method=method, data=fields)
    return answer.status_code == 400 and "页面已过期" in answer.text


def test_only_what_programs_post_needs_no_token(app: Flask) -> None:
    views = {rule.rule: app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules()}
    exempt = {f"{view.__module__}.{view.__name__}" for view in map(views.get, PROGRAMS) if view}
    assert app.extensions["csrf"]._exempt_views == exempt and not app.extensions["csrf"]._exempt_blueprints


def test_signing_in_and_out_are_among_the_routes(unsafe) -> None:
    assert {("POST", "/login"), ("POST", "/logout")} <= set(unsafe)


@pytest.mark.parametrize("fields", [{}, {"csrf_token": ""}, {"csrf_token": "x"}, {"csrf_token": "\x00陈"}])
def test_a_missing_or_made_up_token_is_refused(chen, anonymous, unsafe, fields) -> None:
    for method, address in unsafe:
        assert refused(chen, method, address, fields), address
        assert refused(anonymous, method, address, fields), address


def test_another_persons_token_is_refused(chen, lin, unsafe) -> None:
    foreign = {"csrf_token": token_of(lin)}
    for method, address in unsafe:
        assert refused(chen, method, address, foreign), address


def test_a_token_from_before_sign_in_is_refused_after_it(app, unsafe) -> None:
    browser = Browser(app)
    old = {"csrf_token": token_of(browser)}
    browser.sign_in("1001", "请进-1234")
    for method, address in unsafe:
        assert refused(browser, method, address, old), address


def test_the_sessions_own_token_is_taken_as_long_as_the_session_lives(chen, clock) -> None:
    own = token_of(chen)
    for _ in range(11):
        clock.advance(hours=1)
        assert chen.get("/mine").address == "/mine"
    assert chen.post("/drafts/1/discard", {"csrf_token": own}).address == "/drafts"


def test_a_refused_sign_out_leaves_the_session_alive(chen) -> None:
    chen.post("/logout", {"csrf_token": "x"})
    assert chen.get("/mine").address == "/mine"
