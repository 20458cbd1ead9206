"""The tar inside a back-up, in the order in which it is read: head.json, rows/TABLE/NUMBER.jsonl.gz,
files/AB/DIGEST, manifest.json."""

import gzip
import io
import re
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import IO, Any, NamedTuple, Protocol, cast

import msgspec

from portal.backup.fault import BackupFault
from portal.backup.rows import Counted, Tally
from portal.backup.sealed import SealedReader, SealedWriter

HEAD, ROWS, FILES, MANIFEST = "head.json", "rows/", "files/", "manifest.json"
FILE = re.compile("files/[0-9a-f]{2}/([0-9a-f]{64})")
AT_ONCE, QUICKLY = 1024 * 1024, 3


class Readable(Protocol):
    """What a member is written from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes."""


class Archive:
    """The tar while it is written; nothing of it is kept in memory."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar

    def add(self, name: str, content: bytes) -> None:
        """Add a member."""
        self.add_file(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, file: Readable, size: int) -> None:
        """Add a member of this size from a file."""
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self.tar.addfile(member, cast(IO[bytes], file))
        cast(Any, self.tar).members.clear()

    def add_rows(self, table: str, blocks: Iterable[tuple[int, bytes]]) -> Counted:
        """Add a table's rows, packed."""
        tally = Tally()
        for number, (count, lines) in enumerate(blocks):
            tally.take(count, lines)
            self.add(f"{ROWS}{table}/{number:07}.jsonl.gz", gzip.compress(lines, QUICKLY, mtime=0))
        return tally.told()


@contextmanager
def archive_into(sealed: SealedWriter) -> Iterator[Archive]:
    """An archive that is written into a sealed stream."""
    with tarfile.open(mode="w|", fileobj=cast(IO[bytes], sealed), bufsize=AT_ONCE) as tar:
        yield Archive(tar)
    sealed.finish()


class Member(NamedTuple):
    """A member while it is read; the next one can be read only after it."""

    name: str
    file: IO[bytes]

    @property
    def folder(self) -> str:
        """Its folder, or itself at the top."""
        return self.name.rpartition("/")[0] or self.name


def members_in(sealed: SealedReader) -> Iterator[Member]:
    """Every member, then the end: only who reads on until nothing follows knows that the back-up is whole."""
    with tarfile.open(mode="r|", fileobj=cast(IO[bytes], sealed), bufsize=AT_ONCE) as tar:
        while found := tar.next():
            cast(Any, tar).members.clear()
            if file := tar.extractfile(found):
                yield Member(found.name, file)
    sealed.drain()


def folders_in(sealed: SealedReader) -> Iterator[tuple[str, Iterator[Member]]]:
    """Every folder with its members."""
    return groupby(members_in(sealed), key=lambda member: member.folder)


def rows_in(members: Iterable[Member]) -> Iterator[list[object]]:
    """The rows of one table."""
    decoder = msgspec.json.Decoder(list[object])
    for member in members:
        yield from decoder.decode_lines(gzip.decompress(member.file.read()))


def digest_of(member: Member) -> str:
    """The digest that a stored file is called by; raises BackupFault for another name."""
    if found := FILE.fullmatch(member.name):
        return found[1]
    raise BackupFault(f"备份里有不认识的内容：{member.name}")


def stored_name(digest: str) -> str:
    """What a stored file is called in the archive."""
    return f"{FILES}{digest[:2]}/{digest}"
