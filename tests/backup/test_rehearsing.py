"""A rehearsal restores a back-up beside the portal, finds what is wrong, and is remembered at home."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import make_url, text

from portal.app import create_app
from portal.backup.fault import BackupFault
from portal.backup.rehearsals import Rehearsal, last_rehearsal, remember
from portal.backup.rehearsing import alone, rehearse
from portal.backup.scratch import SUFFIX, scratch
from portal.config import Settings
from portal.core.files.store import place_of
from portal.extensions import db, writing
from tests.backup.places import PASSPHRASE, backed_up, silent, with_file
from tests.conftest import TestClock, signed_in
from tests.core.proof.falsify import seal
from tests.plans import plan


def rehearsed(app: Flask, place: Path | None = None) -> Rehearsal:
    with app.app_context():
        result = rehearse(place, PASSPHRASE, create_app, silent)
        db.session.remove()
    return result


def left_over(app: Flask) -> list[str]:
    """What a rehearsal left beside the data, and of databases."""
    folder = app.config["SETTINGS"].data
    with app.app_context():
        postgresql = db.engine.dialect.name == "postgresql"
        query = text(f"SELECT datname FROM pg_database WHERE datname LIKE '%{SUFFIX}'")  # noqa: S608
        found = list(db.session.scalars(query)) if postgresql else []
        db.session.remove()
    return found + [path.name for path in folder.glob("rehearsal*") if path.is_dir()]


@pytest.mark.both_databases(whole=True)
def test_a_rehearsal_that_succeeds_and_one_that_fails_are_both_remembered(
    app: Flask, clock: TestClock
) -> None:
    digest = with_file(app, plan(app))
    seal(app)
    assert "还没有演练过恢复" in signed_in(app, "1009").get("/").text
    good = rehearsed(app)
    assert (good.fault, good.files, good.rows > 1000, left_over(app)) == ("", 1, True, [])
    known = last_rehearsal(app.config["SETTINGS"].data)
    assert known.last == known.succeeded == good
    home = signed_in(app, "1009").get("/").text
    assert f"上次恢复演练成功：2026-11-23 10:00，{good.rows:,} 行、1 个文件" in home

    place_of(app.config["SETTINGS"].files, digest).unlink()
    clock.advance(days=1)
    assert "找不到了" in rehearsed(app).fault
    assert left_over(app) == []
    known = last_rehearsal(app.config["SETTINGS"].data)
    assert known.succeeded == good and known.last != good
    home = signed_in(app, "1009").get("/").text
    assert (
        "上次恢复演练成功：2026-11-23 10:00" in home
        and "最近一次恢复演练（2026-11-24 10:00）没有成功" in home
    )


def test_a_back_up_of_another_portal_or_of_a_rewritten_one_is_told(app: Flask, tmp_path: Path) -> None:
    plan(app)
    seal(app)
    backed_up(app, tmp_path / "backup")
    with app.app_context(), writing() as session:
        session.execute(text("DROP TRIGGER daily_seal_no_update"))
        session.execute(text("UPDATE daily_seal SET digest = 'another'"))
    assert "不是这个门户的备份，或者记录被改写" in rehearsed(app, tmp_path / "backup").fault


def test_what_verify_would_find_is_found(app: Flask) -> None:
    plan(app)
    with app.app_context(), writing() as session:
        session.execute(text("DROP TRIGGER snapshot_no_update"))
        session.execute(text("UPDATE snapshot SET facts = '{}'"))
    assert rehearsed(app).fault == "恢复出来的内容有 1 处问题，例如：快照 单据 1 第 1 版：内容被改动"


@pytest.mark.parametrize(("days", "urgent"), [(8, False), (9, True)])
def test_after_eight_days_a_rehearsal_is_asked_for(
    app: Flask, clock: TestClock, days: int, urgent: bool
) -> None:
    remember(app.config["SETTINGS"].data, Rehearsal(clock(), "", clock(), 7, 1, 2.0))
    clock.advance(days=days)
    rows = signed_in(app, "1009").get("/").all("li")
    row = next(row for row in rows if "恢复演练" in "".join(row.itertext()))
    assert (f"已过 {days} 天" in "".join(row.itertext()), row.get("class") == "urgent") == (urgent, urgent)


def test_one_rehearsal_at_a_time(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(BackupFault, match="正在进行"), alone(tmp_path):
        pass


@pytest.mark.both_databases(whole=True)
def test_who_may_create_no_database_tries_in_sqlite(app: Flask, settings: Settings, tmp_path: Path) -> None:
    url = make_url(settings.database_url)
    if url.get_backend_name() == "postgresql":
        with app.app_context(), writing() as session:
            session.execute(text("DROP ROLE IF EXISTS creates_nothing"))
            session.execute(text("CREATE ROLE creates_nothing LOGIN"))
        url = url.set(username="creates_nothing")
    plain = replace(settings, database_url=url.render_as_string(hide_password=False))
    with scratch(plain, tmp_path / "trial") as there:
        assert there.database_url == f"sqlite:///{tmp_path / 'trial' / 'portal.db'}"
    assert not (tmp_path / "trial").exists()
