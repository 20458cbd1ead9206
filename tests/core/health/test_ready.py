"""/healthz and /readyz: for programs, without a sign-in, and without a word of what is inside."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from portal.config import ROOT
from portal.core.health import ready
from portal.core.web.request_number import HEADER
from portal.extensions import db, writing
from tests.contracts.test_query_counts import asked  # noqa: F401 - a fixture
from tests.headers import require_not_stored, require_safe

INNER = re.compile(r"[/\\]|sqlite|postgres|alembic|\d{4}", re.IGNORECASE)


def said(client: FlaskClient, path: str) -> tuple[int, str]:
    answer = client.get(path)
    require_safe(answer)
    require_not_stored(answer)
    assert answer.mimetype == "text/plain"
    assert HEADER in answer.headers and "Set-Cookie" not in answer.headers
    assert not INNER.search(answer.text)
    assert (answer.headers.get("Retry-After") is not None) is (answer.status_code == 503)
    return answer.status_code, answer.text.strip()


@pytest.mark.both_databases
def test_a_portal_that_works_says_so_to_anybody(app: Flask, asked: list[str]) -> None:  # noqa: F811
    client = app.test_client()
    assert said(client, "/healthz") == said(client, "/readyz") == (200, "正常")
    assert len(asked) == 1
    assert client.head("/readyz").status_code == 200
    assert client.post("/healthz").status_code in (400, 405)


def test_every_migration_is_named_by_its_revision_which_only_grows() -> None:
    for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py"):
        assert f'revision = "{path.name[:4]}"' in path.read_text()
        before = re.search(r'down_revision = "(\d{4})"', path.read_text())
        assert before is None or before[1] < path.name[:4]


def test_another_version_of_the_database_is_told(app: Flask) -> None:
    with app.app_context(), writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert said(app.test_client(), "/readyz") == (503, "数据库和这一版程序不是同一版，请先升级")
    assert said(app.test_client(), "/healthz") == (200, "正常")


def test_a_database_that_is_away_is_told_and_only_there(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
        file = Path(str(db.engine.url.database))
    file.unlink()
    file.mkdir()
    assert said(app.test_client(), "/readyz") == (503, "数据库没有回答")
    assert said(app.test_client(), "/healthz") == (200, "正常")


def test_a_folder_that_takes_nothing_is_told(app: Flask, tmp_path: Path, monkeypatch) -> None:
    assert ready.folder_fault(tmp_path / "gone") == "数据目录写不进去"
    assert ready.folder_fault(Path("/proc")) in ("数据目录写不进去", "数据目录所在的磁盘满了")
    monkeypatch.setattr(ready.os, "access", lambda *_: False)
    assert said(app.test_client(), "/readyz") == (503, "数据目录写不进去")


@pytest.mark.parametrize("least, fault", [(0, ""), (1 << 62, "数据目录所在的磁盘满了")])
def test_a_full_disk_is_told(tmp_path: Path, monkeypatch, least: int, fault: str) -> None:
    monkeypatch.setattr(ready, "LEAST_FREE", least)
    assert ready.folder_fault(tmp_path) == fault
