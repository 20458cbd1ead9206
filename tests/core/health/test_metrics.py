"""/metrics: figures for whoever has a secret, of all web processes together."""

import http.client
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from portal.app import create_app
from portal.config import BadSetting, Settings
from portal.core.health import look
from portal.core.health.certificates import PORTAL
from portal.core.health.counting import FOLDER, share
from portal.core.health.models import CertificateSeen
from portal.extensions import db, writing
from portal.monitors import Monitor
from tests.compiled import share as compiled
from tests.contracts.test_query_counts import asked  # noqa: F401 - a fixture
from tests.headers import require_not_stored, require_safe
from tests.plans import DECEMBER, plan
from tests.servers import web_server
from tests.turns import due

ALIVE = re.compile(r"_total.*health\.alive.* (\d+)\.0$", re.MULTILINE)
TOKEN = "a" * 32
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A portal whose figures somebody may read."""
    return replace(settings, readers=(Monitor("", "b" * 40), Monitor("", TOKEN)))


def samples(text: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Every figure by its name and labels."""
    found = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {(sample.name, frozenset(sample.labels.items())): sample.value for sample in found}


def figures(app: Flask) -> dict[str, float]:
    """The figures without labels."""
    answer = app.test_client().get("/metrics", headers=BEARER)
    assert answer.status_code == 200
    return {name: value for (name, labels), value in samples(answer.text).items() if not labels}


def test_without_a_secret_there_is_nothing_and_a_wrong_one_opens_nothing(app: Flask) -> None:
    client = app.test_client()
    for said in (
        {},
        {"Authorization": TOKEN},
        {"Authorization": "Bearer " + "c" * 32},
        {"Authorization": "Bearer é"},
    ):
        answer = client.get("/metrics", headers=said)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
        require_safe(answer)
    assert client.get(f"/metrics?token={TOKEN}").status_code == 401
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], readers=())
    assert client.get("/metrics", headers=BEARER).status_code == 404


@pytest.mark.both_databases
def test_it_asks_the_same_however_much_there_is(app: Flask, asked: list[str]) -> None:  # noqa: F811
    asked.clear()
    figures(app)
    few = len(asked)
    for month in (DECEMBER, DECEMBER.before()):
        plan(app, "approve", month)
    with app.app_context():
        look.beat()
    asked.clear()
    figures(app)
    assert len(asked) == few <= 5


def test_what_waits_is_told(app: Flask, clock) -> None:
    assert figures(app)["portal_papers_wanted"] == 0
    plan(app, "approve")
    plan(app, month=DECEMBER.before())
    clock.advance(minutes=20)
    with app.app_context():
        look.beat()
        with writing():
            db.session.add(CertificateSeen(name=PORTAL, until=clock(), fault="", seen_at=clock()))
    clock.advance(minutes=1)
    told = figures(app)
    expected = {"papers_wanted": 1, "oldest_job_seconds": 1260, "worker_silent_seconds": 60, "steps_open": 1,
                "database_up": 1, "jobs_failing": 0}  # fmt: skip
    assert {name: told[f"portal_{name}"] for name in expected} == expected
    assert told["portal_database_bytes"] > 100_000 and told["portal_disk_free_bytes"] > 0
    assert "portal_certificate_end_seconds{" in app.test_client().get("/metrics", headers=BEARER).text


def test_requests_are_counted_by_view_and_never_by_path(app: Flask, chen) -> None:
    key = (
        "portal_requests_total",
        frozenset({"method": "GET", "endpoint": "documents.show", "status": "404"}.items()),
    )
    before = samples(app.test_client().get("/metrics", headers=BEARER).text).get(key, 0)
    for path in ("/documents/4711", "/documents/4712"):
        chen.get(path)
    chen.client.open("/mine", method="BREW")
    answer = app.test_client().get("/metrics", headers=BEARER)
    require_safe(answer)
    require_not_stored(answer)
    assert samples(answer.text)[key] == before + 2
    assert "4711" not in answer.text and "BREW" not in answer.text and 'method="other"' in answer.text
    assert samples(answer.text)["portal_request_seconds_count", frozenset({("method", "GET")})] > 0
    assert "Set-Cookie" not in answer.headers


def test_counts_are_told_also_while_the_database_is_away(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
        file = Path(str(db.engine.url.database))
    file.unlink()
    file.mkdir()
    told = figures(app)
    assert told["portal_database_up"] == 0 and "portal_papers_wanted" not in told


def test_secrets_are_long_or_refused(tmp_path: Path) -> None:
    where = {"PORTAL_DATA": str(tmp_path)}
    read = Settings.from_environment(where | {"PORTAL_METRICS": f" {TOKEN}  {'b' * 40} "})
    assert [reader.token for reader in read.readers] == [TOKEN, "b" * 40]
    assert TOKEN not in repr(read)
    for wrong in ("a" * 31, "口" * 32, f"{TOKEN} x"):
        with pytest.raises(BadSetting, match="PORTAL_METRICS") as told:
            Settings.from_environment(where | {"PORTAL_METRICS": wrong})
        assert wrong not in str(told.value)


@pytest.mark.skipif(not due("metrics of all processes"), reason="has its turn on another day")
def test_all_web_processes_tell_the_same_sums(settings: Settings, monkeypatch) -> None:
    for name in (FOLDER, "PORTAL_METRICS"):
        monkeypatch.setenv(name, TOKEN)
    (settings.data / "metrics").mkdir()
    (settings.data / "metrics" / "old.db").write_bytes(b"of another run")
    share(settings)
    assert list((settings.data / "metrics").iterdir()) == []
    made, until = 0, time.monotonic() + 30
    with web_server(settings) as port:
        while len(processes(settings)) < 2 and time.monotonic() < until:
            get(port, "/healthz")
            made += 1
        told = {
            re.search(r"health\.alive.* (\d+)\.0$", get(port, "/metrics"), re.MULTILINE)[1] for _ in range(9)
        }
    assert len(processes(settings)) == 2
    assert told == {str(made)}


def processes(settings: Settings) -> list[Path]:
    """The files of those that counted something."""
    return list((settings.data / "metrics").glob("counter_*.db"))


def get(port: int, path: str) -> str:
    """By a connection of its own, which any process may take."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=BEARER)
    try:
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def test_a_number_given_by_our_proxy_is_kept_and_anybody_else_s_is_not(settings: Settings) -> None:
    app = compiled(create_app(settings))
    said = {"X-Request-Id": "0123456789abcdef"}
    for proxies, given, kept in (
        (0, said, False),
        (1, said, True),
        (1, {"X-Request-Id": "a b\t<script>"}, False),
    ):
        app.config["SETTINGS"] = replace(settings, serving=replace(settings.serving, proxies=proxies))
        told = app.test_client().get("/healthz", headers=given).headers["X-Request-Id"]
        assert (told == given["X-Request-Id"]) is kept
    with app.app_context():
        db.engine.dispose()
