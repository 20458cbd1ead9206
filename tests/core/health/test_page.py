"""The administrator's page and home: what is the matter stands first; nobody else finds it."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from flask import Flask

from portal.backup.rehearsals import Rehearsal, remember
from portal.config import Settings
from portal.core.desk.moment import this_moment
from portal.core.health import look
from portal.core.health.certificates import NOT_READ, look_at_certificates
from portal.core.health.condition import ACT, Condition
from portal.core.health.figures import figures
from portal.core.health.job_words import WORDS
from portal.core.health.models import CertificateSeen
from portal.core.jobs.models import JobState
from portal.core.jobs.queue import Jobs
from portal.core.printing.worker import print_what_is_wanted
from portal.extensions import db
from portal.outgoing import Outgoing
from portal.sealing import Sealing
from tests.conftest import signed_in
from tests.contracts.test_query_counts import asked, count  # noqa: F401 - a fixture
from tests.core.company_seal.sealed import certificate, key_file, private
from tests.pages import Browser
from tests.plans import DECEMBER, plan

PLACE = "/administration/condition"


@pytest.fixture(autouse=True)
def fitting(monkeypatch) -> None:
    """A machine with room, and a company that was made by the test's clock."""
    for name in ("FEW", "TOO_FEW"):
        monkeypatch.setattr(f"portal.core.health.conditions.{name}", 0)
    monkeypatch.setattr("portal.core.health.conditions.AHEAD", timedelta.max)


def beat(app: Flask) -> None:
    with app.app_context():
        look.beat()
        remember(app.config["SETTINGS"].data, Rehearsal(app.config["CLOCK"](), ""))


def rows(page) -> list[list[str]]:
    return [[" ".join(cell.itertext()).split() for cell in row.iter("td")] for row in page.all("tr")[1:]]


def test_the_administrator_sees_the_worst_first_and_his_home_counts_it(app: Flask, shen: Browser) -> None:
    assert "运行状况：2 处要处理" in shen.get("/").text
    worker, backup, *others = rows(shen.get(PLACE))
    assert (worker[0], worker[1], backup[0], backup[1]) == (["后台程序"], ["要处理"], ["备份"], ["要处理"])
    assert all(row[1] == ["正常"] for row in others)
    beat(app)
    assert all(row[1] == ["正常"] for row in rows(shen.get(PLACE)))
    assert "运行状况：" not in shen.get("/").text
    assert shen.get("/").all("a", href=PLACE)


def test_nobody_else_finds_the_page(app: Flask, chen: Browser) -> None:
    nothing = chen.get("/no-such-page")
    for number in ("1001", "1003", "1006", "1007", "1008"):
        page = signed_in(app, number).get(PLACE)
        assert page.status == 404
        assert PLACE not in signed_in(app, number).get("/").response.get_data(as_text=True)
    assert nothing.status == 404
    assert Browser(app).get(PLACE).address == "/login"


@pytest.mark.both_databases
def test_it_asks_the_same_for_little_and_for_much(app: Flask, shen: Browser, asked: list[str]) -> None:  # noqa: F811
    few = count(shen, PLACE, asked), count(shen, "/", asked)
    for month in (DECEMBER, DECEMBER.before()):
        plan(app, "approve", month)
    beat(app)
    assert (count(shen, PLACE, asked), count(shen, "/", asked)) == few
    assert max(few) <= 20


def test_figures_count_what_waits_and_since_when(app: Flask, clock) -> None:
    plan(app, "approve")
    clock.advance(minutes=20)
    with app.app_context():
        before = figures(this_moment())
        print_what_is_wanted()
        after = figures(this_moment())
    assert (before.papers_wanted, after.papers_wanted) == (1, 0)
    assert clock() - before.papers_since == timedelta(minutes=20) and after.papers_since is None
    assert before.last_event == before.papers_since


def test_another_s_row_is_one_function_more(app: Flask, shen: Browser) -> None:
    beat(app)
    app.extensions["conditions"].append(lambda _seen: [Condition("风扇", ACT, "不转了")])
    assert rows(shen.get(PLACE))[0][0] == ["风扇"]


def test_a_rehearsal_that_failed_is_told(app: Flask, shen: Browser, clock) -> None:
    beat(app)
    with app.app_context():
        remember(app.config["SETTINGS"].data, Rehearsal(clock(), "少了 2 个文件"))
    first = rows(shen.get(PLACE))[0]
    assert first[1] == ["要处理"] and "最近一次没有成功：少了" in " ".join(first[2])


def failing(jobs: Jobs, times: int = 1) -> None:
    for _ in range(times):
        jobs.enqueue("sometimes")
        while task := jobs.huey.dequeue():
            jobs.huey.execute(task)


def test_a_job_that_fails_is_kept_with_how_often_until_it_ends_well(app, shen, tmp_path: Path, clock) -> None:
    known: dict[str, int] = {}
    jobs = Jobs(app, tmp_path / "more.db")
    jobs.register("sometimes", lambda: known["typed by somebody"])
    failing(jobs, 3)
    beat(app)
    page = shen.get(PLACE)
    assert "sometimes：连续失败 3 次，最后一次在 2026-11-23 10:00（KeyError）" in page.text
    assert "typed by somebody" not in page.text
    known["typed by somebody"] = 1
    clock.advance(minutes=1)
    after_restart = Jobs(app, tmp_path / "other.db")
    after_restart.register("sometimes", lambda: known["typed by somebody"])
    failing(after_restart)
    beat(app)
    assert "现在已恢复" in shen.get(PLACE).text
    del known["typed by somebody"]
    clock.advance(minutes=1)
    failing(after_restart)
    assert "连续失败 1 次" in shen.get(PLACE).text


def test_a_job_that_ends_well_writes_nothing(app: Flask, tmp_path: Path) -> None:
    jobs = Jobs(app, tmp_path / "more.db")
    jobs.register("sometimes", lambda: None)
    failing(jobs, 2)
    with app.app_context():
        assert db.session.query(JobState).count() == 0


def test_every_job_has_words(app: Flask) -> None:
    jobs = app.extensions["jobs"]
    names = {task.name for task in jobs.huey._registry.periodic_tasks} | jobs.tasks.keys()
    assert names == WORDS.keys()


@pytest.fixture
def served(tmp_path: Path):
    """A TLS server with a certificate of thirty days, as a proxy before the portal; gives its port."""
    pem = tmp_path / "served.pem"
    key = private().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem.write_bytes(key + certificate().public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    listening = socket.create_server(("127.0.0.1", 0))

    def shake() -> None:
        plain, _ = listening.accept()
        with context.wrap_socket(plain, server_side=True):
            pass

    thread = Thread(target=shake)
    thread.start()
    yield listening.getsockname()[1]
    thread.join()
    listening.close()


def looked(app: Flask, **changed: object) -> dict[str, CertificateSeen]:
    app.config["SETTINGS"] = Settings(app.config["SETTINGS"].data, "", testing=True, **changed)
    with app.app_context():
        look_at_certificates()
        return {row.name: row for row in db.session.query(CertificateSeen)}


def test_the_worker_looks_until_when_certificates_are_good(app: Flask, served: int, tmp_path: Path) -> None:
    rows = looked(app, outgoing=Outgoing(url=f"https://127.0.0.1:{served}/p"), sealing=key_file(tmp_path))
    assert [row.fault for row in rows.values()] == ["", ""]
    assert rows["portal"].until == certificate().not_valid_after_utc
    assert rows["seal"].until == certificate(days=30).not_valid_after_utc
    assert rows["portal"].until - datetime.now(UTC) > timedelta(days=28)


def test_a_certificate_that_cannot_be_read_is_no_reason_to_fail(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "bad.p12").write_bytes(b"x")
    changed = {"outgoing": Outgoing(url="https://127.0.0.1:1"), "sealing": Sealing(tmp_path / "bad.p12", "x")}
    for _ in range(2):
        rows = looked(app, **changed)
    assert (rows["portal"].until, rows["portal"].fault) == (None, NOT_READ)
    assert rows["seal"].fault == "签章证书文件打不开：密码不对，或者文件坏了"
    assert looked(app).keys() == rows.keys()
