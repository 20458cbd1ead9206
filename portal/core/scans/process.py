"""The reading process: pictures from outside are opened here and nowhere else, within limits."""

import resource
import sys
from multiprocessing.connection import Connection
from typing import Any

from portal.core.jobs.limits import take_at_most
from portal.core.scans.binding import bound
from portal.core.scans.ink import ink_on
from portal.core.scans.job import Bind, Fault, LookForInk, ReadPage
from portal.core.scans.reading import read_page

MEMORY = 3 * 1024**3
ACTS: dict[type, Any] = {ReadPage: read_page, LookForInk: ink_on, Bind: lambda asked: bound(asked.pictures)}


def serve(pipe: Connection) -> None:
    """Answer one question after the other until the other end is gone."""
    take_at_most(resource.RLIMIT_AS, MEMORY)
    while True:
        try:
            asked = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(ACTS[type(asked)](asked))
        except Exception as fault:  # noqa: BLE001 - whatever it is, the worker must hear of it
            pipe.send(Fault(f"{type(fault).__name__}: {fault}"))


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
