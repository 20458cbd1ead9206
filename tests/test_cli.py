"""The `portal` command on a database of its own."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from portal.app import warn_of_unknown
from portal.config import BadSetting, Settings
from portal.core.approval.models import FlowEdition
from portal.extensions import db, writing
from tests.core.proof.falsify import seal
from tests.databases import free_port
from tests.pages import Browser
from tests.plans import plan
from tests.turns import EVERY, turn

PROGRAMS = ("serve", "worker", "run")


def portal(command: str, data: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a newcomer would."""
    mine = {"PORTAL_DATA": str(data), "PATH": "/usr/bin:/bin", **environment}
    line = [sys.executable, "-m", "portal.cli", command, *words]
    return subprocess.run(line, env=mine, capture_output=True, text=True, check=False, timeout=60)


TAMPER = """UPDATE audit_payload SET payload = '{}' WHERE event_id =
    (SELECT id FROM audit_event WHERE stream = 'document:1' AND position = 1)"""


def test_verify_finds_the_untouched_company_whole_and_names_a_changed_event(
    app: Flask, settings: Settings
) -> None:
    plan(app, "approve")
    seal(app)
    assert portal("verify", settings.data).stdout == "审计记录完整。\n"
    with app.app_context(), writing() as session:
        session.execute(text("DROP TRIGGER audit_payload_no_update"))
        session.execute(text(TAMPER))
    with app.app_context():
        db.engine.dispose()
    found = portal("verify", settings.data)
    assert found.returncode == 1
    assert found.stdout == "审计记录 document:1 第 1 条：内容被改动\n"
    assert "1 处有问题" in found.stderr


@pytest.mark.parametrize("command", PROGRAMS if EVERY else [PROGRAMS[turn() % len(PROGRAMS)]])
def test_a_program_without_a_condition_that_papers_on_their_way_use_is_refused(
    app: Flask, settings: Settings, command: str
) -> None:
    plan(app)
    with app.app_context(), writing() as session:
        stored = session.scalars(select(FlowEdition)).one()
        stored.steps = stored.steps.replace('"by":', '"rule":"dropped","by":')
    with app.app_context():
        db.engine.dispose()
    found = portal(command, settings.data, PORT=f"{free_port()}")
    assert found.returncode == 1
    assert "F01-1：1 张未办完的单据用到步骤「审核」的条件 dropped" in found.stderr
    assert "不能用这一版程序" in found.stderr


def test_the_web_server_says_loudly_what_it_does_not_know(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    plan(app)
    warn_of_unknown(app)
    assert caplog.records == []
    with app.app_context(), writing() as session:
        stored = session.scalars(select(FlowEdition)).one()
        stored.type, stored.steps = "F01-1", stored.steps.replace("branch_office_manager", "gone")
    warn_of_unknown(app)
    assert [(r.levelname, "岗位 gone" in r.message) for r in caplog.records] == [("CRITICAL", True)]


def test_init_makes_an_empty_company_once(tmp_path: Path) -> None:
    words = ("--company", "青禾有限公司", "--number", "0001", "--name", "沈知")
    first = portal("init", tmp_path, *words)
    assert "已建立 青禾有限公司" in first.stdout, first.stderr
    again = portal("init", tmp_path, *words)
    assert (again.returncode, "没有改动" in again.stderr) == (1, True)


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "８０００"])
def test_a_port_that_is_none_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path))
    monkeypatch.setenv("PORT", port)
    with pytest.raises(BadSetting) as told:
        Settings.from_environment()
    assert f"PORT={port}：端口应是 1 到 65535 之间的数" in str(told.value)


def test_a_setting_that_is_wrong_is_told_without_a_trace(tmp_path: Path) -> None:
    answer = portal("run", tmp_path, PORT="abc")
    assert answer.returncode == 1
    assert "PORT=abc：端口应是 1 到 65535 之间的数" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_administrator_who_lost_his_password_is_let_in_from_the_machine(
    app: Flask, settings: Settings, shen: Browser
) -> None:
    with app.app_context():
        db.engine.dispose()
    told = portal("password", settings.data, "1009").stdout
    assert shen.get("/mine").address == "/login"
    assert Browser(app).sign_in("1009", told.split()[3].partition("，")[0]).address == "/password"
    assert "没有工号是 8888 的在职人员" in portal("password", settings.data, "8888").stderr
