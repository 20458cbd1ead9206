"""What stands between the web server and the pages: our own names, the real address of whoever asks, TLS."""

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted

from portal.serving import Serving

ONE_YEAR = ("Strict-Transport-Security", "max-age=31536000")


def init_hosts(app: Flask, hosts: tuple[str, ...]) -> None:
    """Answer to our own names alone, if they are known. Flask's TRUSTED_HOSTS would leave the page of the
    refusal without a way to say where its style sheet is."""
    if hosts:
        app.before_request(lambda: refuse_foreign(hosts))


def refuse_foreign(hosts: tuple[str, ...]) -> None:
    """400 for whoever asks for another host, or for none."""
    if not host_is_trusted(request.environ.get("HTTP_HOST", "").lower(), hosts):
        abort(400)


def front(app: WSGIApplication, serving: Serving) -> WSGIApplication:
    """The app behind its proxies. Of what they forward only the address is believed: the name comes as Host,
    and whether there is TLS is a setting, so that a proxy that lets a browser's own words through fools
    nobody."""
    if serving.https:
        app = encrypted(app)
    if serving.proxies:
        app = ProxyFix(with_address(app), x_for=serving.proxies, x_proto=0, x_host=0)
    return app


def encrypted(app: WSGIApplication) -> WSGIApplication:
    """The app as one that is only reached by TLS: https in every address, and every answer says so for a
    year."""

    def answered(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def begin(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start(status, [*headers, ONE_YEAR], *error)

        return app({**environment, "wsgi.url_scheme": "https"}, begin)

    return answered


def with_address(app: WSGIApplication) -> WSGIApplication:
    """The app, told only of addresses: what a proxy forwards is kept in the database."""

    def answered(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if not is_address(environment.get("REMOTE_ADDR", "")):
            environment["REMOTE_ADDR"] = environment["werkzeug.proxy_fix.orig"]["REMOTE_ADDR"]
        return app(environment, start)

    return answered


def is_address(text: str) -> bool:
    """Whether it is an IPv4 or IPv6 address."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
