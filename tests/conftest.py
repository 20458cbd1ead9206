"""Fixtures: an app of its own for each test, people by name, a clock that the test sets."""

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings
from sqlalchemy import select
from werkzeug.http import parse_cookie

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.core.auth.models import Identity
from portal.core.auth.operations import PASSWORD as PASSWORD_PROVIDER
from portal.core.auth.views import enter
from portal.core.calendar import Calendar
from portal.core.company_seal.sealer import sealer
from portal.core.printing.renderer import renderer
from portal.core.scans.reader import reader
from portal.extensions import db
from tests.chromium import chromium  # noqa: F401 - a fixture
from tests.compiled import share
from tests.databases import Postgresql, Sqlite
from tests.pages import Browser
from tests.printed import begin
from tests.served import company, people, port, records  # noqa: F401 - fixtures
from tests.turns import EVERY, TURNS, due, place, turn

hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")
ENGINES = {"sqlite": Sqlite, "postgresql": Postgresql}
MEMORY, ENOUGH = Path("/dev/shm"), 2 * 1024**3  # noqa: S108 - pytest makes a folder of its own there
MONDAY_MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai


class TestClock:
    """The time as the test says."""

    __test__ = False

    def __init__(self) -> None:
        self.moment = MONDAY_MORNING

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **span: float) -> None:
        self.moment += timedelta(**span)


def pytest_sessionstart() -> None:
    """Look for garbage rarely, and never among what was imported."""
    gc.set_threshold(10_000, 20, 20)
    gc.freeze()


def pytest_configure() -> None:
    """Keep the tests' databases in memory where there is room: they wait for no disk."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest: one worker at the end would have it alone. Leave out what is walked in
    another way today."""
    if resting := [item for item in items if rests(item)]:
        config.hook.pytest_deselected(items=resting)
        items[:] = [item for item in items if not rests(item)]
    items.sort(key=lambda item: item.get_closest_marker("first") is None)


def rests(item: pytest.Item) -> bool:
    """Whether a journey rests today, or is walked in the other way: with JavaScript and without it."""
    if EVERY or " JavaScript" not in item.name:
        return False
    way = 2 if "without JavaScript" in item.name else 0
    return (place(item.name.partition("[")[0]) + turn()) % TURNS != way


def pytest_report_header() -> str:
    """Which tests run on PostgreSQL, which journeys without JavaScript this time."""
    return "PostgreSQL: every test" if EVERY else f"PostgreSQL: turn {turn()} of {TURNS} (TURN={turn()})"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests marked both_databases run on SQLite and, in turn (`whole` ones always), on PostgreSQL, or `on`
    those that they name; all others on SQLite."""
    if "engine" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_databases")
        name = f"{metafunc.module.__name__}.{metafunc.function.__name__}"
        mine = both and (both.kwargs.get("whole") or due(name))
        engines = both.kwargs.get("on", list(ENGINES)) if both and mine else ["sqlite"]
        metafunc.parametrize("engine", engines, scope="session")


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[dict[str, object]]:
    """The databases that tests copy, made when first asked for."""
    made: dict[str, object] = {}
    yield made
    place = made.get("folder")
    if place and (Path(str(place)) / "postgresql").exists():
        import subprocess  # noqa: PLC0415 - only where a server was started

        subprocess.run([str(ROOT / "setup" / "postgres.sh"), "stop", f"{place}/postgresql", "0"], check=True)


@pytest.fixture(scope="session")
def database(
    engine: str, templates: dict[str, object], tmp_path_factory: pytest.TempPathFactory, worker_id: str
):
    """The engine's template."""
    if "folder" not in templates:
        templates["folder"] = tmp_path_factory.mktemp("templates")
    if engine not in templates:
        templates[engine] = ENGINES[engine](Path(str(templates["folder"])), worker_id)
    return templates[engine]


@pytest.fixture(scope="session", autouse=True)
def printing() -> Iterator[None]:
    """The processes that print and read end with the tests they worked for."""
    yield
    renderer().stop()
    reader().stop()
    sealer().stop()


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def settings(database, tmp_path: Path) -> Iterator[Settings]:
    """Where this test's app keeps its things; also for programs started beside it."""
    begin()
    (tmp_path / "files").mkdir()
    url = database.copy(tmp_path)
    yield Settings(tmp_path, url, testing=True)
    database.drop(url)


@pytest.fixture
def app(settings: Settings, clock: TestClock) -> Iterator[Flask]:
    """The portal on a fresh copy of the company."""
    app = share(create_app(settings))
    app.config.update(CLOCK=clock, CALENDAR=Calendar(official_years=range(2004, 2027)), TESTING=True)
    yield app
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture
def anonymous(app: Flask) -> Browser:
    return Browser(app)


def signed_in(app: Flask, number: str) -> Browser:
    """A person's browser, entered as the sign-in page enters it once the password is proven."""
    browser, cookie = Browser(app), app.config["SESSION_COOKIE_NAME"]
    with app.test_request_context("/login"):
        mine = select(Identity).filter_by(subject=number, provider=PASSWORD_PROVIDER)
        answer = app.process_response(enter(db.session.scalars(mine).one(), "127.0.0.1", "/"))
    assert answer.status_code == 303, answer.get_data(as_text=True)[:200]
    browser.client.set_cookie(cookie, parse_cookie(answer.headers["Set-Cookie"])[cookie])
    return browser


@pytest.fixture
def chen(app: Flask) -> Browser:
    """陈立, account manager in the east office."""
    return signed_in(app, "1001")


@pytest.fixture
def lin(app: Flask) -> Browser:
    """林可, another account manager in the east office."""
    return signed_in(app, "1002")


@pytest.fixture
def zhou(app: Flask) -> Browser:
    """周敏, manager of the east office."""
    return signed_in(app, "1003")


@pytest.fixture
def wu(app: Flask) -> Browser:
    """吴桐, account manager in the south office: a stranger to the east."""
    return signed_in(app, "1004")


@pytest.fixture
def he(app: Flask) -> Browser:
    """何清, manager of the south office."""
    return signed_in(app, "1005")


@pytest.fixture
def wang(app: Flask) -> Browser:
    """王岚, head of sales, above both offices."""
    return signed_in(app, "1006")


@pytest.fixture
def xu(app: Flask) -> Browser:
    """许文, auditor."""
    return signed_in(app, "1007")


@pytest.fixture
def shen(app: Flask) -> Browser:
    """沈知, administrator: runs the portal, reads nobody's papers."""
    return signed_in(app, "1009")
