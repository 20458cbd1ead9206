"""What is refused, in words; and after a refusal the place is as empty as before."""

import gzip
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from portal.app import sweep_attachments
from portal.backup.archive import HEAD, MANIFEST, archive_into, members_in
from portal.backup.fault import BackupFault
from portal.backup.key import passphrase_of
from portal.backup.making import make
from portal.backup.restoring import STAGE, restore
from portal.backup.sealed import SealedReader, SealedWriter, Unsealable
from portal.config import Settings
from portal.core.attachments.models import Attachment
from portal.core.attachments.operations import KEPT_UNSENT
from portal.core.files.holding import deleting, nothing_deleted
from portal.core.files.store import place_of
from portal.core.org.models import Person
from portal.extensions import db, writing
from tests.backup.places import PASSPHRASE, backed_up, empty_place, restored, silent, stored, with_file
from tests.conftest import TestClock
from tests.databases import Sqlite
from tests.plans import DECEMBER, plan


@pytest.fixture
def backup(app: Flask, tmp_path: Path) -> Path:
    """A back-up of a company with a paper and a file beside it."""
    with_file(app, plan(app))
    backed_up(app, tmp_path / "backup")
    return tmp_path / "backup"


@pytest.fixture
def place(sqlite: Sqlite, tmp_path: Path) -> Iterator[Flask]:
    with empty_place(sqlite, tmp_path / "place") as app:
        yield app


def people(app: Flask) -> int:
    with app.app_context():
        count = db.session.scalar(select(func.count(Person.id))) or 0
        db.session.remove()
    return count


def refused(place: Flask, backup: Path, passphrase: bytes = PASSPHRASE) -> str:
    """Why a restore is refused, which leaves nothing behind."""
    with place.app_context(), pytest.raises((BackupFault, Unsealable)) as fault:
        restore(backup, passphrase, silent)
    assert (people(place), stored(place)) == (0, {})
    return f"{fault.value}"


def test_one_bit_at_the_end_undoes_the_whole_restore_and_the_whole_file_then_restores(
    backup: Path, place: Flask, tmp_path: Path
) -> None:
    content = bytearray(backup.read_bytes())
    content[-1] ^= 1
    (tmp_path / "bad").write_bytes(content)
    assert "被改动" in refused(place, tmp_path / "bad")
    (tmp_path / "short").write_bytes(backup.read_bytes()[:-20_000])
    assert "没有写完" in refused(place, tmp_path / "short")
    assert "口令不对" in refused(place, backup, b"another horse battery staple")
    (place.config["SETTINGS"].files / STAGE / "ab").mkdir(parents=True)  # as a killed restore leaves it
    assert restored(place, backup).files.count == len(stored(place)) == 1


def forged(backup: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The back-up, sealed anew with another content: None takes a member out."""
    other = backup.with_name("forged")
    with (
        backup.open("rb") as file,
        other.open("wb") as into,
        archive_into(SealedWriter(into, PASSPHRASE, 10)) as archive,
    ):
        for member in members_in(SealedReader(file, PASSPHRASE)):
            content = change(member.name, member.file.read())
            if content is not None:
                archive.add(member.name, content)
    return other


def without_a_row(name: str, content: bytes) -> bytes:
    if not name.startswith("rows/task/"):
        return content
    return gzip.compress(b"".join(gzip.decompress(content).splitlines(keepends=True)[1:]))


def with_another_word(name: str, content: bytes) -> bytes:
    if not name.startswith("rows/person/"):
        return content
    return gzip.compress(gzip.decompress(content).replace("陈立".encode(), "陈力".encode()))


FORGED = {
    "读入的数据和备份的清单不一样：task": without_a_row,
    "读入的数据和备份的清单不一样：person": with_another_word,
    "读入的文件和备份的清单不一样": lambda name, content: None if name.startswith("files/") else content,
    "文件和备份的清单": lambda name, content: content + b"!" if name.startswith("files/") else content,
    "没有结尾": lambda name, content: None if name == MANIFEST else content,
    "没有开头": lambda name, content: None if name == HEAD else content,
    "来自较新的程序": lambda name, content: content.replace(b'"revision":"0', b'"revision":"9'),
}


def test_what_is_not_what_its_manifest_says_is_not_taken_in(backup: Path, place: Flask) -> None:
    for why, change in FORGED.items():
        assert why in refused(place, forged(backup, change))


def test_a_row_that_points_nowhere_is_not_taken_in(app: Flask, place: Flask, tmp_path: Path) -> None:
    plan(app)
    with sqlite3.connect(
        app.config["SETTINGS"].data / "portal.db"
    ) as connection:  # it asks about no reference
        connection.execute("UPDATE task SET person_id = 9999")
    backed_up(app, tmp_path / "backup")
    assert "task 的一行指向 person" in refused(place, tmp_path / "backup")


def test_only_an_empty_place_is_restored_into(app: Flask, place: Flask, backup: Path, tmp_path: Path) -> None:
    with app.app_context(), pytest.raises(BackupFault, match="数据库里已有内容"):
        restore(backup, PASSPHRASE, silent)
    assert len(stored(app)) == 1
    (place.config["SETTINGS"].files / "ab").mkdir(parents=True)
    with place.app_context(), pytest.raises(BackupFault, match="里已有文件"):
        restore(backup, PASSPHRASE, silent)


def test_a_back_up_has_its_name_when_it_is_whole_and_is_never_overwritten(
    app: Flask, backup: Path, tmp_path: Path
) -> None:
    def full(_words: str) -> None:
        raise OSError(28, "No space left on device")

    before = backup.read_bytes()
    with app.app_context():
        with pytest.raises(BackupFault, match="没有覆盖"):
            make(backup, PASSPHRASE, silent)
        with pytest.raises(OSError, match="No space"):
            make(tmp_path / "other", PASSPHRASE, full)
    assert backup.read_bytes() == before
    assert [*tmp_path.glob("other*")] == []
    assert backup.stat().st_mode & 0o777 == 0o600


def test_what_is_missing_or_damaged_is_told_and_the_rest_is_kept(
    app: Flask, place: Flask, tmp_path: Path
) -> None:
    lost, changed = with_file(app, plan(app)), with_file(app, plan(app, month=DECEMBER.before()))
    files = app.config["SETTINGS"].files
    place_of(files, lost).unlink()
    place_of(files, changed).write_bytes(b"damaged")
    manifest = backed_up(app, tmp_path / "backup")
    assert (manifest.missing, manifest.damaged) == ([lost], [changed])
    assert restored(place, tmp_path / "backup") == manifest
    assert stored(place) == {changed: b"damaged"}


def test_while_a_back_up_is_made_nothing_goes_from_the_store(app: Flask, clock: TestClock) -> None:
    """Rows of the moment may name what is destroyed now: the sweep after the back-up takes it."""
    files = app.config["SETTINGS"].files
    digest = with_file(app, plan(app))
    with app.app_context(), writing() as session:
        session.execute(update(Attachment).values(document_id=None))
    clock.moment += KEPT_UNSENT + timedelta(days=1)
    with app.app_context(), nothing_deleted(files):
        sweep_attachments()
        assert place_of(files, digest).exists()
    with app.app_context():
        sweep_attachments()
        assert not place_of(files, digest).exists()


def test_a_back_up_waits_for_whoever_deletes(tmp_path: Path) -> None:
    with deleting(tmp_path / "files") as free, deleting(tmp_path / "files") as second:
        assert (free, second) == (True, False)
    with nothing_deleted(tmp_path / "files"), nothing_deleted(tmp_path / "files"):
        pass


def test_the_passphrase_is_asked_for_in_words(tmp_path: Path) -> None:
    here = Settings(tmp_path, "sqlite://")
    key = tmp_path / "key"
    with pytest.raises(BackupFault, match="没有设置 PORTAL_BACKUP_KEY_FILE"):
        passphrase_of(here)
    with pytest.raises(BackupFault, match="读不出来"):
        passphrase_of(replace(here, backup_key=key))
    key.write_text("x" * 19 + "\n")
    with pytest.raises(BackupFault, match="至少 20 个字符"):
        passphrase_of(replace(here, backup_key=key))
    key.write_text("x" * 20 + "\n")
    assert passphrase_of(replace(here, backup_key=key)) == b"x" * 20
