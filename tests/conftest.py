"""Fixtures: an app of its own for each test, people by name, a clock that the test sets."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.core.calendar import Calendar
from portal.core.company_seal.sealer import sealer
from portal.core.printing.renderer import renderer
from portal.core.scans.reader import reader
from tests.chromium import chromium  # noqa: F401 - a fixture
from tests.compiled import share
from tests.databases import PASSWORD, Postgresql, Sqlite
from tests.pages import Browser

hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")
TURNS, EVERY = 4, bool(os.environ.get("EVERY_ROUND"))
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
    """Whether a journey that is walked with and without JavaScript is walked in the other way today."""
    if EVERY or " JavaScript" not in item.name:
        return False
    scripted = "without JavaScript" not in item.name
    return scripted == bool((crc32(item.name.partition("[")[0].encode()) + turn()) % 2)


def pytest_report_header() -> str:
    """Which tests run on PostgreSQL, which journeys without JavaScript this time."""
    return "PostgreSQL: every test" if EVERY else f"PostgreSQL: turn {turn()} of {TURNS} (TURN={turn()})"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests marked both_databases run on SQLite and, in turn (`whole` ones always), on PostgreSQL; all others
    on SQLite."""
    if "engine" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_databases")
        name = f"{metafunc.module.__name__}.{metafunc.function.__name__}"
        mine = both and (EVERY or both.kwargs.get("whole") or crc32(name.encode()) % TURNS == turn())
        metafunc.parametrize("engine", list(ENGINES) if mine else ["sqlite"], scope="session")


def turn() -> int:
    """Whose turn it is today; set once, so that midnight is the same for all workers."""
    return int(os.environ.setdefault("TURN", str(datetime.now(UTC).toordinal() % TURNS)))


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
    browser = Browser(app)
    page = browser.sign_in(number, PASSWORD)
    assert page.address == "/", page.text[:200]
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
