"""`portal restore`: a back-up into an empty place; its rows are stored last, once everything is there."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from portal.backup.archive import AT_ONCE, HEAD, MANIFEST, ROWS, Member, digest_of, folders_in, rows_in
from portal.backup.fault import BackupFault
from portal.backup.loading import index_texts, load, loading, require_references
from portal.backup.making import FILES_AT_ONCE, Say, private
from portal.backup.manifest import FORMAT, Head, Manifest
from portal.backup.rows import Tally, names_of, revision_of, tables_of, tally_of
from portal.backup.sealed import SealedReader
from portal.config import ROOT
from portal.core.web.context import settings
from portal.extensions import db

MIGRATIONS = str(ROOT / "migrations")
STAGE = "restoring"
Folders = Iterator[tuple[str, Iterator[Member]]]


def restore(place: Path, passphrase: bytes, say: Say) -> Manifest:
    """Take a back-up into the app's empty database and files folder, whole or not at all, and bring it up to
    date; raises BackupFault or Unsealable."""
    require_empty()
    with place.open("rb") as file, staged() as stage:
        folders = folders_in(SealedReader(file, passphrase))
        head = head_in(folders)
        prepare_schema(head.revision)
        manifest = take_in(folders, head, stage, say)
    if manifest.revision != newest_revision():
        say("正在升级到这一版程序的数据库")
        upgrade(MIGRATIONS)
    return manifest


def require_empty() -> None:
    """Raise BackupFault unless there is neither a row nor a file."""
    with db.engine.connect() as connection:
        for table in tables_of(connection):
            if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
                raise BackupFault("数据库里已有内容，没有改动：只能恢复到空的数据库")
    folder = settings().files
    if folder.exists() and any(each.name != STAGE for each in folder.iterdir()):
        raise BackupFault(f"{folder} 里已有文件，没有改动：只能恢复到空的文件夹")


@contextmanager
def staged() -> Iterator[Path]:
    """A folder in the store where files wait until all are there; what an interrupted restore left goes."""
    stage = settings().files / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        yield stage
    finally:
        shutil.rmtree(stage)


def head_in(folders: Folders) -> Head:
    """What a back-up says first; raises BackupFault where this program cannot read it."""
    name, members = next(folders, ("", iter(())))
    if name != HEAD:
        raise BackupFault("备份的内容不完整：没有开头")
    head = msgspec.json.decode(next(members).file.read(), type=Head)
    if head.format != FORMAT or head.revision not in known_revisions():
        raise BackupFault(
            f"备份来自较新的程序（{head.program}，数据库 {head.revision}），请先安装那一版程序再恢复"
        )
    return head


def known_revisions() -> list[str]:
    """The revisions that this program knows, the newest first."""
    return [script.revision for script in scripts().walk_revisions()]


def newest_revision() -> str | None:
    """The revision of this program."""
    return scripts().get_current_head()


def scripts() -> ScriptDirectory:
    """This program's migrations."""
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    return ScriptDirectory.from_config(config)


def prepare_schema(revision: str) -> None:
    """Give the empty database the tables of a revision."""
    with db.engine.connect() as connection:
        current = revision_of(connection)
    db.engine.dispose()
    if current not in (None, revision):
        downgrade(MIGRATIONS, revision="base")
    upgrade(MIGRATIONS, revision=revision)


def take_in(folders: Folders, head: Head, stage: Path, say: Say) -> Manifest:
    """Load rows and files, compare them with the manifest, and store both."""
    with loading(db.engine.url) as connection:
        tables = tables_of(connection)
        require_same_columns(head, tables)
        manifest, files = take_each(folders, connection, {table.name: table for table in tables}, stage, say)
        say("正在核对")
        require_same_files(manifest, files)
        require_same_rows(manifest, connection, tables)
        index_texts(connection)
        require_references(connection)
        os.sync()
        move_in(stage)
    return manifest


def require_same_columns(head: Head, tables: list[sa.Table]) -> None:
    """Raise BackupFault unless the tables are those of the back-up."""
    if head.columns != {table.name: names_of(table) for table in tables}:
        raise BackupFault(f"备份里的表和数据库 {head.revision} 的不一样")


class Files:
    """What is known of the files that were taken in."""

    def __init__(self) -> None:
        self.tally, self.bytes, self.damaged = Tally(), 0, list[str]()


def take_each(
    folders: Folders, connection: sa.Connection, tables: dict[str, sa.Table], stage: Path, say: Say
) -> tuple[Manifest, Files]:
    """Take in folder by folder until the manifest; raises BackupFault where there is none."""
    manifest, files, done = None, Files(), 0
    for name, members in folders:
        if name == MANIFEST:
            manifest = msgspec.json.decode(next(members).file.read(), type=Manifest)
        elif name.startswith(ROWS):
            done += 1
            say(f"数据：已读入 {done} 张有内容的表")
            load(connection, tables[name.removeprefix(ROWS)], rows_in(members))
        else:
            take_files(members, stage, files, say)
    if manifest is None:
        raise BackupFault("备份的内容不完整：没有结尾")
    return manifest, files


def take_files(members: Iterable[Member], stage: Path, files: Files, say: Say) -> None:
    """Store some files where they wait."""
    for member in members:
        digest = digest_of(member)
        place = stage / digest[:2] / digest
        place.parent.mkdir(exist_ok=True)
        size, content = written(member, place)
        files.bytes += size
        files.tally.take(1, content.encode())
        if content != digest:
            files.damaged.append(digest)
        if files.tally.count % FILES_AT_ONCE == 0:
            say(f"文件：已写 {files.tally.count:,} 个")


def written(member: Member, place: Path) -> tuple[int, str]:
    """Write a member; its size and SHA-256."""
    size, digest = 0, hashlib.sha256()
    with private(place) as file:
        while part := member.file.read(AT_ONCE):
            file.write(part)
            digest.update(part)
            size += len(part)
    return size, digest.hexdigest()


def require_same_files(manifest: Manifest, files: Files) -> None:
    """Raise BackupFault unless the files are those that the manifest counts."""
    held = files.tally.told(), files.bytes, files.damaged
    if held != (manifest.files, manifest.file_bytes, manifest.damaged):
        raise BackupFault("读入的文件和备份的清单不一样")


def require_same_rows(manifest: Manifest, connection: sa.Connection, tables: list[sa.Table]) -> None:
    """Raise BackupFault unless the rows, read again from the database, are those that the manifest counts."""
    for table in tables:
        if tally_of(connection, table) != manifest.tables.get(table.name):
            raise BackupFault(f"读入的数据和备份的清单不一样：{table.name}")


def move_in(stage: Path) -> None:
    """Give the files that wait their places."""
    for folder in stage.iterdir():
        folder.replace(stage.parent / folder.name)
