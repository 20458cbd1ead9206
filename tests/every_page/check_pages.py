"""`make check-pages`: other checkers on the pages of all roles, the refused and the broken ones too.

The Nu checker and html-validate read every page; pa11y opens one of each kind at two widths, EVERY_PAGE=1
all; lighthouse judges five in a portal that is signed in to. KEEP_PAGES=folder keeps what they read.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from portal.config import ROOT, Settings
from portal.core.web.static import address
from tests.chromium import CHROMIUM
from tests.every_page.conftest import Walks
from tests.every_page.unlinked import gone_wrong, refused, signing_in
from tests.every_page.walk import Visit
from tests.races.people import Person
from tests.servers import web_server

pytestmark = pytest.mark.timeout(4 * 3600)
TOOLS = Path(__file__).parent / "tools"
MODULES = TOOLS / "node_modules"
WIDTHS = (1280, 320)
EVERY = "EVERY_PAGE" in os.environ
JUDGED = ("lists.inbox", "sheets.newf01-1", "documents.show", "search.index", "conditions.index")


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture(scope="session")
def kept(company: tuple[Flask, Settings], walks: Walks, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every page, and the style sheets where pages look for them."""
    folder = Path(os.environ.get("KEEP_PAGES") or tmp_path_factory.mktemp("pages"))
    for name, visit in named(company[0], walks):
        (folder / f"{name}.html").write_text(visit.html)
    static = folder / address().removeprefix("/")
    static.parent.mkdir(exist_ok=True)
    static.unlink(missing_ok=True)
    static.symlink_to(ROOT / "static")
    return folder


def named(app: Flask, walks: Walks) -> Iterator[tuple[str, Visit]]:
    """Every page under a name of its own: of what kind it is, whose, and the how manieth."""
    known = set[str]()
    for number, visits in walks.items():
        others = refused(app, number, visits, known)
        yield from names(number, [visit for visit in (*visits, *others) if visit.html])
    yield from names("any", [*signing_in(app), *gone_wrong(app, min(walks))])


def names(number: str, visits: list[Visit]) -> Iterator[tuple[str, Visit]]:
    for position, visit in enumerate(visits):
        yield f"{re.sub('[^a-z0-9.-]', '_', visit.endpoint)}--{number}-{position:03}", visit


@pytest.fixture(scope="session")
def pages(kept: Path) -> list[str]:
    """The files' names."""
    return sorted(path.name for path in kept.glob("*.html"))


def ran(command: list[str], given: str = "", **options: object) -> str:
    """What a checker says; that it finds something is no failure of its own."""
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, **options)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def by_the_nu_checker(folder: Path, pages: list[str]) -> str:
    jar = MODULES / "vnu-jar/build/dist/vnu.jar"
    command = ["java", "-Xss1m", "-Xmx768m", "-jar", str(jar), "--format", "gnu", "--stdout"]
    return ran([*command, "--exit-zero-always", *pages], cwd=folder)


def by_html_validate(folder: Path, pages: list[str]) -> str:
    command = [str(MODULES / ".bin/html-validate"), "--config", str(TOOLS / "htmlvalidate.config.mjs")]
    return ran([*command, "--formatter", "text", *pages], cwd=folder)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder's address in a browser."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_the_nu_checker_finds_nothing(kept: Path, pages: list[str]) -> None:
    told = by_the_nu_checker(kept, pages)
    assert told == "", told


def test_html_validate_finds_nothing(kept: Path, pages: list[str]) -> None:
    told = by_html_validate(kept, pages)
    assert told == "", told


def test_pa11y_finds_nothing_at_either_width(kept: Path, pages: list[str]) -> None:
    chosen = pages if EVERY else list({page.partition("--")[0]: page for page in pages}.values())
    with served(kept) as place:
        told = looked([{"name": page, "url": f"{place}/{page}"} for page in chosen], [])
    assert told == "", told


def test_lighthouse_gives_full_marks(company: tuple[Flask, Settings], walks: Walks) -> None:
    found = {visit.endpoint: (number, visit.path) for number, visits in walks.items() for visit in visits}
    with web_server(company[1]) as port:
        told = looked([], [judged(port, *found[endpoint]) for endpoint in JUDGED])
    assert told == "", told


def judged(port: int, number: str, path: str) -> dict[str, str]:
    """A page as a person finds it, signed in."""
    return {"name": path, "url": f"http://127.0.0.1:{port}{path}", "cookie": Person(port, number).cookie}


def looked(pages: list[dict[str, str]], judged: list[dict[str, str]]) -> str:
    """What is said of pages in a browser."""
    job = {"browser": CHROMIUM, "widths": WIDTHS, "pages": pages, "judged": judged}
    return ran(["node", "look.mjs"], json.dumps(job), cwd=TOOLS)


BAD = (
    "<!DOCTYPE html><html lang='zh-CN'><title>t</title><body><img src='data:,'><p id='a'>a<p id='a'>"
    "<font color='#eee'>b</font><input></html>"
)


def test_each_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(BAD)
    assert "Duplicate ID" in by_the_nu_checker(tmp_path, ["bad.html"])
    assert "no-dup-id" in by_html_validate(tmp_path, ["bad.html"])
    with served(tmp_path) as place:
        told = looked([{"name": "bad", "url": f"{place}/bad.html"}], [])
    assert "bad: 1280 px: WCAG2AA" in told and "bad: 320 px: WCAG2AA" in told
