"""A workbook opened in a process of its own: two cells far apart make calamine ask for 500 GB and die."""

import subprocess
import sys
from multiprocessing import Pipe
from typing import cast

from portal.core.spreadsheets.calamine import Rows

SECONDS = 20


def sheets_of(content: bytes) -> dict[str, Rows] | None:
    """The values of each sheet by its name; None when it cannot be read within the limits."""
    pipe, theirs = Pipe()
    command = [sys.executable, "-m", "portal.core.spreadsheets.calamine", str(theirs.fileno())]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stderr=quiet)  # noqa: S603 - our own words
    theirs.close()
    try:
        pipe.send_bytes(content)
        return cast("dict[str, Rows] | None", pipe.recv() if pipe.poll(SECONDS) else None)
    except (EOFError, OSError):
        return None
    finally:
        pipe.close()
        process.kill()
        process.wait()
