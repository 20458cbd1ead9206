"""`portal rehearse`: a back-up is restored into a place of its own and gone through there, as on the day when
it would be needed; what came of it is remembered."""

import fcntl
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from portal.backup.fault import BackupFault
from portal.backup.making import Say, make
from portal.backup.manifest import Manifest, Seals
from portal.backup.rehearsals import Rehearsal, remember
from portal.backup.restoring import restore
from portal.backup.scratch import emptied, scratch
from portal.backup.telling import FAULTS, in_words
from portal.config import Settings
from portal.core.audit.models import DailySeal
from portal.core.audit.seals import newest_seal
from portal.core.web.context import now, settings
from portal.extensions import db
from portal.soundness import tell

Build = Callable[[Settings], Flask]
ROOM = 3  # times the size of the back-up, which is packed


def rehearse(place: Path | None, passphrase: bytes, build: Build, say: Say) -> Rehearsal:
    """Try a back-up, or one made now, beside the data, and remember what came of it."""
    began, fault, manifest = time.monotonic(), "", None
    with alone(settings().data):
        try:
            with emptied(settings().data / "rehearsal") as folder:
                manifest = tried(place or made(folder, passphrase, say), folder, passphrase, build, say)
        except FAULTS as failed:
            fault = in_words(failed)
        spent = time.monotonic() - began
        figures = (manifest.at, manifest.rows, manifest.files.count, spent) if manifest else ()
        rehearsal = Rehearsal(now(), fault, *figures)
        remember(settings().data, rehearsal)
    return rehearsal


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Nobody else tries meanwhile; raises BackupFault."""
    with (data / "rehearsal.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupFault("另一个恢复演练正在进行") from None
        yield


def made(folder: Path, passphrase: bytes, say: Say) -> Path:
    """A back-up made for the trial."""
    place = folder / "backup"
    make(place, passphrase, say)
    return place


def tried(place: Path, folder: Path, passphrase: bytes, build: Build, say: Say) -> Manifest:
    """Restore a back-up and look whether it is sound and of this portal; raises what stands in the way."""
    require_room(place, folder)
    with scratch(settings(), folder / "place") as there:
        app = build(there)
        with app.app_context():
            try:
                manifest = restore(place, passphrase, say)
                say("正在检查恢复出来的内容")
                require_sound(manifest)
            finally:
                db.session.remove()
                db.engine.dispose()
    require_ours(manifest.seals)
    return manifest


def require_room(place: Path, folder: Path) -> None:
    """Raise BackupFault where the disk could be filled."""
    if shutil.disk_usage(folder).free < ROOM * place.stat().st_size:
        raise BackupFault(f"{folder} 所在的磁盘空间不够演练恢复，没有开始")


def require_sound(manifest: Manifest) -> None:
    """Raise BackupFault where `portal verify` finds something, or the seals are not those of the back-up."""
    said = list[str]()
    if found := tell(False, said.append):
        raise BackupFault(f"恢复出来的内容有 {found} 处问题，例如：{wrong(said)}")
    if seals_here() != manifest.seals:
        raise BackupFault("恢复出来的每日封存和备份的清单不一样")


def wrong(said: list[str]) -> str:
    """The first that is more than worth telling."""
    return next((words for words in said if not words.startswith("提示")), "")


def seals_here() -> Seals:
    """How far the days are sealed in the app's database."""
    newest = newest_seal()
    count = db.session.scalar(select(func.count(DailySeal.id))) or 0
    return Seals(count, f"{newest.day}", newest.digest) if newest else Seals(0)


def require_ours(seals: Seals) -> None:
    """Raise BackupFault unless the newest seal of the back-up stands in this portal, too."""
    if seals.digest and not db.session.scalar(select(DailySeal.id).filter_by(digest=seals.digest)):
        raise BackupFault("备份里的每日封存在这个门户里没有：不是这个门户的备份，或者记录被改写")
