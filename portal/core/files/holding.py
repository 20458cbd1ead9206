"""While a back-up reads the store nobody deletes from it; what was to go goes with the next sweep."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def nothing_deleted(folder: Path) -> Iterator[None]:
    """Wait for whoever deletes, and keep others from it. The lock ends with the process, however it ends."""
    with place_of_lock(folder).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


@contextmanager
def deleting(folder: Path) -> Iterator[bool]:
    """Whether files may be deleted now; nobody begins a back-up meanwhile."""
    with place_of_lock(folder).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def place_of_lock(folder: Path) -> Path:
    """The file that is locked, beside the store."""
    return folder.with_name("files.lock")
