"""What `portal backup`, `restore` and `rehearse` say: how far they are, what is odd, what is in the way."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click
from sqlalchemy.exc import SQLAlchemyError

from portal.backup.fault import BackupFault
from portal.backup.manifest import Manifest
from portal.backup.sealed import Unsealable

FAULTS = (BackupFault, Unsealable, OSError, SQLAlchemyError)
SYSTEM = {
    errno.ENOSPC: "磁盘空间不够",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EROFS: "磁盘是只读的",
}


def in_words(fault: Exception) -> str:
    """One sentence about what stood in the way."""
    if isinstance(fault, OSError):
        what = SYSTEM.get(fault.errno or 0, fault.strerror or "")
        return f"{what}：{fault.filename}" if fault.filename else what
    if isinstance(fault, SQLAlchemyError):
        return f"数据库报错：{str(fault).partition(chr(10))[0]}"
    return f"{fault}"


@contextmanager
def told_in_words() -> Iterator[None]:
    """What stands in the way, as the answer of a command."""
    try:
        yield
    except FAULTS as fault:
        raise click.ClickException(f"{in_words(fault)}。") from None


def progress() -> Callable[[str], None]:
    """Say how far it is, beside the answer, at most once a second."""
    last = [0.0]

    def say(words: str) -> None:
        if monotonic() - last[0] >= 1:
            click.echo(words, err=True)
            last[0] = monotonic()

    return say


def warn_of_files(manifest: Manifest) -> None:
    """Say loudly which files a back-up could not hold as they were."""
    for words, digests in (("找不到", manifest.missing), ("内容和名字对不上", manifest.damaged)):
        if digests:
            told = f"注意：{len(digests)} 个文件{words}，例如 {digests[0]}；请运行 portal verify。"
            click.echo(told, err=True)
