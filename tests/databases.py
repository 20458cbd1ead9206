"""Databases for tests: a template with the company on each engine, copied for every test."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import psycopg
from flask_migrate import upgrade

from portal.app import create_app
from portal.config import ROOT, Settings, with_driver
from portal.demonstration.company import create_company
from portal.extensions import db
from tests.compiled import know
from tests.passwords import PASSWORD


class Sqlite:
    """SQLite files."""

    def __init__(self, folder: Path, worker: str) -> None:
        self.template = folder / "template.db"
        self.folder = folder
        build(f"sqlite:///{self.template}", folder)

    def copy(self, data: Path, of: str | None = None) -> str:
        """A copy of the template, or of another database that nobody is at."""
        shutil.copyfile(of.removeprefix("sqlite:///") if of else self.template, data / "portal.db")
        return f"sqlite:///{data / 'portal.db'}"

    def empty(self, data: Path) -> str:
        """A database without a table, below a folder."""
        return f"sqlite:///{data / 'portal.db'}"

    def drop(self, url: str) -> None:
        """Files go with their folder."""


class Postgresql:
    """Databases of one PostgreSQL server: given by TEST_DATABASE_URL, or started here."""

    def __init__(self, folder: Path, worker: str) -> None:
        self.server = os.environ.get("TEST_DATABASE_URL") or start_server(folder)
        self.template = f"guiju_template_{worker}"
        self.count, self.worker = 0, worker
        self.execute(f"DROP DATABASE IF EXISTS {self.template}", f"CREATE DATABASE {self.template}")
        build(self.url(self.template), folder)

    def copy(self, data: Path, of: str | None = None) -> str:
        """A copy of the template, or of another database that nobody is at."""
        return self.create(of.rpartition("/")[2] if of else self.template)

    def empty(self, data: Path) -> str:
        """A database without a table."""
        return self.create("template1")

    def create(self, template: str) -> str:
        self.count += 1
        name = f"guiju_test_{self.worker}_{self.count}"
        self.execute(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def drop(self, url: str) -> None:
        self.execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def url(self, name: str) -> str:
        return with_driver(self.server.rpartition("/")[0] + "/" + name)

    def execute(self, *statements: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def start_server(folder: Path) -> str:
    """A throw-away server on a free port; its folder is remembered so that the session can stop it."""
    place, port = folder / "postgresql", str(free_port())
    command = [str(ROOT / "setup" / "postgres.sh"), "start", str(place), port]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def build(url: str, data: Path) -> None:
    """Migrate an empty database and set the company up through the real operations."""
    app = create_app(Settings(data, url, testing=True))
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        create_company(PASSWORD)
        know(db.engine)
        db.engine.dispose()
