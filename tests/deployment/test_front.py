"""The portal as a browser reaches it: by its own names alone, through proxies, by TLS."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import EnvironBuilder, TestResponse

from portal.app import create_app
from portal.config import Settings
from portal.core.auth.models import SignInAttempt
from portal.core.web.static import address
from portal.extensions import db
from portal.serving import Serving
from tests.compiled import share
from tests.conftest import TestClock
from tests.databases import PASSWORD
from tests.headers import require_not_stored, require_safe
from tests.hostile.values import kind
from tests.pages import Browser

NAME = "portal.example.com"
HSTS = "Strict-Transport-Security"
EVIL = "evil.example"
Served = Callable[..., Flask]


@pytest.fixture
def served(settings: Settings, clock: TestClock) -> Iterator[Served]:
    """Make the portal as an installation serves it."""
    made: list[Flask] = []

    def serve(**said: object) -> Flask:
        app = share(create_app(replace(settings, serving=Serving(**said))))
        app.config.update(CLOCK=clock, TESTING=True)
        made.append(app)
        return app

    yield serve
    for app in made:
        with app.app_context():
            db.engine.dispose()


def ask(app: Flask, host: str, place: str = "/login", **headers: str) -> TestResponse:
    return app.test_client().get(place, headers={"Host": host, **headers})


def test_a_foreign_name_gets_our_page_of_400(served: Served) -> None:
    app = served(hosts=(NAME, "10.0.0.5"))
    assert len(kind("hosts")) == 11
    for host, place in product(kind("hosts"), ("/login", "/", "/documents/1", "/nothing")):
        answer = app.test_client().get(place, environ_overrides={"HTTP_HOST": host})
        assert (answer.status_code, "请求不完整" in answer.text) == (400, True), (host, place)
        assert "evil" not in answer.text
        require_safe(answer)
        require_not_stored(answer)


def test_its_own_names_are_answered_with_any_port(served: Served) -> None:
    app = served(hosts=(NAME, "10.0.0.5"))
    for host in (NAME, f"{NAME}:8443", "10.0.0.5", NAME.upper()):
        assert ask(app, host).status_code == 200, host


def test_whoever_names_no_host_is_refused(served: Served) -> None:
    """As HTTP/1.0 does."""
    refused: list[str] = []
    environment = EnvironBuilder("/login").get_environ()
    del environment["HTTP_HOST"]
    served(hosts=("localhost",)).wsgi_app(environment, lambda status, _headers: refused.append(status))
    assert refused == ["400 BAD REQUEST"]


def test_a_forwarded_name_is_never_believed(served: Served) -> None:
    app = served(hosts=(NAME,), proxies=1)
    assert ask(app, EVIL, **{"X-Forwarded-Host": NAME}).status_code == 400
    assert ask(app, NAME, **{"X-Forwarded-Host": EVIL, "Forwarded": f"host={EVIL}"}).status_code == 200


def test_a_forwarded_user_is_nobody(served: Served) -> None:
    app = served(proxies=1)
    for name in ("X-Forwarded-User", "X-Remote-User", "Remote-User"):
        assert ask(app, NAME, "/", **{name: "1001"}).location.startswith("/login")


def addresses(app: Flask, *forwarded: str) -> list[str]:
    """From where wrong tries to sign in came, as the portal noted them."""
    browser = Browser(app)
    fields = dict(browser.get("/login").fields()) | {"number": "1001", "password": "falsch"}
    for said in forwarded:
        browser.post("/login", fields, headers={"X-Forwarded-For": said, "X-Real-IP": "10.9.9.9"})
    with app.app_context():
        return list(db.session.scalars(select(SignInAttempt.address).order_by(SignInAttempt.id)))


def test_the_address_of_a_try_is_the_one_the_proxy_saw(served: Served) -> None:
    assert addresses(served(proxies=1), "10.0.0.1", "6.6.6.6, 10.0.0.2", "6.6.6.6, ::1") == [
        "10.0.0.1",
        "10.0.0.2",
        "::1",
    ]


def test_two_proxies_are_looked_through(served: Served) -> None:
    assert addresses(served(proxies=2), "6.6.6.6, 10.0.0.1, 10.0.0.9", "10.0.0.9") == [
        "10.0.0.1",
        "127.0.0.1",
    ]


def test_without_a_proxy_nothing_forwarded_is_believed(served: Served) -> None:
    assert addresses(served(), "10.0.0.1", "10.0.0.2") == ["127.0.0.1"] * 2


@pytest.mark.both_databases
def test_what_is_no_address_is_not_kept_as_one(served: Served) -> None:
    said = ("unknown", "x" * 90, "10.0.0.1:5555", "<script>")
    assert addresses(served(proxies=1), *said) == ["127.0.0.1"] * len(said)


def test_guesses_are_counted_by_the_address_the_proxy_saw(served: Served) -> None:
    """The owner elsewhere is not locked out, and a word of the guesser's own in front changes nothing."""
    app = served(proxies=1)
    guesser, owner = Browser(app), Browser(app)
    wrong = dict(guesser.get("/login").fields()) | {"number": "1001", "password": "falsch"}
    tries = [{"X-Forwarded-For": f"10.1.1.{n}, 10.0.0.66"} for n in range(7)]
    states = [guesser.post("/login", wrong, headers=said).status for said in tries]
    right = dict(owner.get("/login").fields()) | {"number": "1001", "password": PASSWORD}
    assert states == [422] * 5 + [429] * 2
    assert owner.post("/login", right, headers={"X-Forwarded-For": "10.0.0.7"}).address == "/"


def sign_in(app: Flask) -> list[str]:
    """The cookies that signing in leaves."""
    browser = Browser(app)
    fields = dict(browser.get("/login").fields()) | {"number": "1001", "password": PASSWORD}
    answer = browser.client.post("/login", data=fields, headers={"Referer": "https://localhost/login"})
    assert answer.location == "/"
    return answer.headers.getlist("Set-Cookie")


def test_with_tls_the_cookie_is_for_this_host_and_tls_alone(served: Served) -> None:
    (cookie,) = sign_in(served(https=True))
    assert cookie.startswith("__Host-guiju=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_without_tls_the_cookie_and_the_headers_are_those_of_an_intranet(served: Served) -> None:
    app = served()
    (cookie,) = sign_in(app)
    assert cookie.startswith("guiju=")
    assert "Secure" not in cookie
    assert HSTS not in ask(app, NAME).headers


def test_with_tls_every_answer_asks_for_it_for_a_year(served: Served) -> None:
    app = served(https=True, hosts=(NAME,))
    for host, place, status in (
        (NAME, "/login", 200),
        (NAME, "/", 303),
        (NAME, "/nothing", 404),
        (NAME, f"{address()}/portal.css", 200),
        (EVIL, "/login", 400),
    ):
        with ask(app, host, place) as answer:
            assert (answer.status_code, answer.headers[HSTS]) == (status, "max-age=31536000"), place


def test_with_tls_addresses_are_https_whatever_was_forwarded(served: Served) -> None:
    app = served(https=True, proxies=1)
    app.add_url_rule("/told", "told", lambda: app.url_for("told", _external=True))
    assert ask(app, NAME, "/told", **{"X-Forwarded-Proto": "http"}).text == f"https://{NAME}/told"


def test_with_tls_a_page_of_another_site_posts_nothing(served: Served) -> None:
    browser = Browser(served(https=True))
    fields = dict(browser.get("/login").fields()) | {"number": "1001", "password": PASSWORD}
    answer = browser.client.post("/login", data=fields, headers={"Referer": f"https://{EVIL}/"})
    assert answer.status_code == 400
