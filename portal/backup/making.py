"""`portal backup`: the rows of one moment, then the files that they name, sealed into one file."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

import msgspec
import sqlalchemy as sa

from portal.backup.archive import HEAD, MANIFEST, Archive, archive_into, stored_name
from portal.backup.fault import BackupFault
from portal.backup.manifest import FORMAT, Head, Manifest, Seals, program_version
from portal.backup.rows import Counted, Tally, blocks_of, names_of, revision_of, tables_of
from portal.backup.sealed import COST, SealedWriter
from portal.core.files.holding import nothing_deleted
from portal.core.files.store import place_of
from portal.core.retention.files import NAMED, naming
from portal.core.web.context import now, settings
from portal.extensions import db

Say = Callable[[str], object]
CHEAP, FILES_AT_ONCE = 10, 500


class Written(NamedTuple):
    """What was said before the rows, how many there were in each table, and how far the days are sealed."""

    head: Head
    tables: dict[str, Counted]
    seals: Seals


def make(place: Path, passphrase: bytes, say: Say) -> Manifest:
    """Write a back-up under a name that is not taken, whole or not at all; raises BackupFault. Others go on
    writing meanwhile."""
    if place.exists():
        raise BackupFault(f"已经有 {place}，没有覆盖")
    cost = CHEAP if settings().testing else COST
    with nothing_deleted(settings().files), written_whole(place) as file:
        sealed = SealedWriter(file, passphrase, cost)
        with archive_into(sealed) as archive, tempfile.TemporaryFile("w+") as wanted:
            rows = write_rows(archive, wanted, say)
            manifest = write_files(archive, wanted, rows, say)
            archive.add(MANIFEST, msgspec.json.encode(manifest))
    return manifest


@contextmanager
def written_whole(place: Path) -> Iterator[BinaryIO]:
    """A file that its owner alone reads and that gets its name once it is on the disk."""
    beside = place.with_name(f"{place.name}.partial")
    beside.unlink(missing_ok=True)
    try:
        with private(beside) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    folder = os.open(place.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def private(place: Path) -> BinaryIO:
    """A new file that its owner alone reads."""
    return os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


@contextmanager
def one_moment() -> Iterator[sa.Connection]:
    """A connection that sees the database as it was when it first looked; nobody waits for it."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def write_rows(archive: Archive, wanted: IO[str], say: Say) -> Written:
    """Write the head and every table, and note the files that the rows name, all of one moment."""
    with one_moment() as connection:
        revision = revision_of(connection)
        if revision is None:
            raise BackupFault("数据库还是空的，没有可以备份的")
        tables = tables_of(connection)
        columns = {str(table.name): names_of(table) for table in tables}
        engine = connection.dialect.name
        head = Head(FORMAT, program_version(), revision, now(), engine, columns)
        archive.add(HEAD, msgspec.json.encode(head))
        counts = dict[str, Counted]()
        for number, table in enumerate(tables, 1):
            counts[str(table.name)] = archive.add_rows(table.name, blocks_of(connection, table))
            done = sum(count.count for count in counts.values())
            say(f"数据：第 {number} 张表，共 {len(tables)} 张，已写 {done:,} 行")
        note_wanted(connection, {table.name: table for table in tables}, wanted)
        return Written(head, counts, seals_in(connection, tables))


def note_wanted(connection: sa.Connection, tables: dict[str, sa.Table], wanted: IO[str]) -> None:
    """Note the digests of stored files that rows name, a line each, sorted."""
    known = "destruction_item" in tables
    columns = [c for c, _ in NAMED if c.key in getattr(tables.get(c.table.name), "columns", {})]
    if not columns:
        return
    named = sa.union(*((naming(column) if known else sa.select(column)) for column in columns)).subquery()
    digest = named.c[0]
    query = sa.select(digest).where(digest.is_not(None), digest != "").order_by(digest)
    for row in connection.execute(query.execution_options(yield_per=FILES_AT_ONCE)):
        wanted.write(f"{row[0]}\n")


def seals_in(connection: sa.Connection, tables: list[sa.Table]) -> Seals:
    """How far the days are sealed."""
    found = [table for table in tables if table.name == "daily_seal"]
    if not found:
        return Seals(0)
    seal = found[0].c
    count = connection.scalar(sa.select(sa.func.count(seal.id))) or 0
    newest = connection.execute(sa.select(seal.day, seal.digest).order_by(seal.day.desc()).limit(1)).first()
    return Seals(count, f"{newest.day}", newest.digest) if newest else Seals(0)


def write_files(archive: Archive, wanted: IO[str], rows: Written, say: Say) -> Manifest:
    """Write the files that were noted; those that are missing or not what they are called are told."""
    tally, size, missing, damaged = Tally(), 0, list[str](), list[str]()
    wanted.seek(0)
    for digest in map(str.strip, wanted):
        place = place_of(settings().files, digest)
        if not place.is_file():
            missing.append(digest)
            continue
        held, content = write_file(archive, digest, place)
        size += held
        tally.take(1, content.encode())
        if content != digest:
            damaged.append(digest)
        if tally.count % FILES_AT_ONCE == 0:
            say(f"文件：已写 {tally.count:,} 个")
    at, revision = rows.head.at, rows.head.revision
    return Manifest(at, revision, rows.tables, tally.told(), size, rows.seals, missing, damaged)


def write_file(archive: Archive, digest: str, place: Path) -> tuple[int, str]:
    """Write one stored file; its size, and the SHA-256 of what was written."""
    with place.open("rb") as file:
        size, reading = os.fstat(file.fileno()).st_size, Digesting(file)
        archive.add_file(stored_name(digest), reading, size)
    return size, reading.digest.hexdigest()


class Digesting:
    """A file that is digested while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data = self.file.read(size)
        self.digest.update(data)
        return data
