"""`portal backup`, `restore` and `rehearse`, as they are typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from portal.backup.rehearsals import last_rehearsal
from portal.cli import main
from portal.config import Settings
from portal.extensions import db
from tests.backup.places import with_file
from tests.plans import plan


class Typed:
    """Commands with the settings of an installation."""

    def __init__(self, folder: Path) -> None:
        self.key = folder / "key"
        self.key.write_text("correct horse battery staple\n")

    def __call__(self, data: Path, url: str, *words: str) -> Result:
        around = {"PORTAL_DATA": str(data), "DATABASE_URL": url, "PORTAL_BACKUP_KEY_FILE": str(self.key)}
        return CliRunner().invoke(main, words, env=around)


@pytest.fixture
def portal(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


def test_back_up_restore_elsewhere_and_be_refused_a_second_time(
    app: Flask, settings: Settings, portal: Typed, tmp_path: Path
) -> None:
    with_file(app, plan(app))
    with app.app_context():
        db.engine.dispose()
    backup, there = str(tmp_path / "backup"), tmp_path / "there"
    place = f"sqlite:///{there / 'portal.db'}"
    there.mkdir()
    made = portal(settings.data, settings.database_url, "backup", backup)
    assert (made.exit_code, "已备份到" in made.stdout, "1 个文件" in made.stdout) == (0, True, True), (
        made.output
    )
    again = portal(settings.data, settings.database_url, "backup", backup)
    assert (again.exit_code, "没有覆盖。" in again.stderr) == (1, True)
    restored = portal(there, place, "restore", backup)
    assert (restored.exit_code, "已恢复 2026-" in restored.stdout) == (0, True), restored.output
    twice = portal(there, place, "restore", backup)
    assert (twice.exit_code, "只能恢复到空的数据库。" in twice.stderr) == (1, True)


def test_a_rehearsal_that_fails_ends_with_an_error_and_is_remembered(
    app: Flask, settings: Settings, portal: Typed
) -> None:
    tried = portal(settings.data, settings.database_url, "rehearse", "nowhere")
    told = "恢复演练没有成功：没有这个文件或文件夹：nowhere。"
    assert (tried.exit_code, told in tried.stderr) == (1, True), tried.output
    last = last_rehearsal(settings.data).last
    assert last and last.fault.endswith("nowhere")
