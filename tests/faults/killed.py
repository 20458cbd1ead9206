"""A real worker that is killed, its printing process, and the files that it leaves."""

import hashlib
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.config import ROOT, Settings
from tests.servers import environment_of

FINAL = re.compile("[0-9a-f]{64}")


@contextmanager
def working(settings: Settings, *around: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """`portal worker`, killed in the end; `around` are words before it, `prlimit` for one."""
    command = [*around, sys.executable, "-m", "portal.cli", "worker"]
    said = environment_of(settings, 1) | environment
    with (settings.data / "worker.log").open("ab") as words:
        running = subprocess.Popen(command, cwd=ROOT, env=said, stdout=words, stderr=words)
        try:
            yield running
        finally:
            running.kill()
            running.wait()


def children(number: int) -> list[int]:
    """The processes that the threads of a process started."""
    told = [place.read_text() for place in Path(f"/proc/{number}/task").glob("*/children")]
    return [int(each) for each in " ".join(told).split()]


def wait_until(true: Callable[[], object], seconds: float, what: str) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, what
        time.sleep(0.02)


def lives(number: int) -> bool:
    """Whether a process works still; one that is over and that nobody asked after counts as gone."""
    try:
        return ") Z" not in Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False


def kept(settings: Settings) -> list[Path]:
    """The files under a final name; each of them is whole."""
    files = [place for place in settings.files.rglob("*") if FINAL.fullmatch(place.name)]
    for place in files:
        assert hashlib.sha256(place.read_bytes()).hexdigest() == place.name
    return files
