"""The `portal` command on a database of its own."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from portal.app import warn_of_unknown
from portal.config import Settings
from portal.core.approval.models import FlowEdition
from portal.extensions import db, writing
from tests.core.proof.falsify import seal
from tests.databases import free_port
from tests.plans import plan


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


@pytest.mark.parametrize("command", ["check", "serve", "worker", "run"])
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


def test_a_program_that_knows_all_that_papers_use_says_so(app: Flask, settings: Settings) -> None:
    plan(app)
    found = portal("check", settings.data)
    assert (found.returncode, found.stdout) == (0, "未办完的单据都能照现在的程序办下去。\n")


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
def test_a_port_that_is_none_is_told_in_one_sentence(tmp_path: Path, port: str) -> None:
    answer = portal("run", tmp_path, PORT=port)
    assert answer.returncode == 1
    assert f"PORT={port}：端口应是 1 到 65535 之间的数" in answer.stderr
    assert "Traceback" not in answer.stderr
