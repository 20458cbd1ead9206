"""A throw-away portal on 127.0.0.1 with the demonstration company, for programs that attack it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from flask import Flask
from flask_migrate import upgrade

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.demonstration.company import create_demonstration
from tests.conftest import signed_in
from tests.databases import PASSWORD
from tests.pages import Browser
from tests.servers import web_server

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made there
LOG = "programs.log"  # what the programs of tests/servers.py say


class Target(NamedTuple):
    """The portal as an application, where it answers, and where its data lies."""

    app: Flask
    address: str
    data: Path

    def session(self, number: str) -> tuple[str, str]:
        """Somebody's cookie as a header, and the token of his forms."""
        browser = signed_in(self.app, number)
        name = self.app.config["SESSION_COOKIE_NAME"]
        token = dict(browser.get("/login").fields("/login"))["csrf_token"]
        cookie = browser.client.get_cookie(name)
        assert cookie is not None
        return f"{name}={cookie.value}", token

    def browser(self, number: str) -> Browser:
        """Somebody's browser, in this process."""
        return signed_in(self.app, number)

    def faults(self) -> list[str]:
        """What the programs wrote down as faults of theirs."""
        told = (self.data / LOG).read_text(encoding="utf-8").splitlines()
        return [line for line in told if " error " in line or "Traceback" in line or "panicked" in line]


@contextmanager
def target() -> Iterator[Target]:
    """The portal, running; gone with all its data when the attack is over."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        data = Path(folder)
        settings = Settings(data, f"sqlite:///{data / 'portal.db'}", testing=True)
        app = create_app(settings)
        app.config["TESTING"] = True
        with app.app_context():
            upgrade(str(ROOT / "migrations"))
            create_demonstration(PASSWORD)
        with web_server(settings) as port:
            yield Target(app, f"http://127.0.0.1:{port}", data)
        with app.app_context():
            app.extensions["sqlalchemy"].engine.dispose()
