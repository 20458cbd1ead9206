"""A Redis of the tests' own: Debian's redis-tools has the server's program under another name."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = "/usr/bin/redis-check-rdb"


@contextmanager
def redis_server(port: int, folder: Path) -> Iterator[str]:
    """Run a server in memory alone; gives its address."""
    where = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    quiet = ["--logfile", str(folder / "redis.log"), "--loglevel", "warning"]
    running = subprocess.Popen(["redis-server", *where, *quiet], executable=PROGRAM)  # noqa: S607
    try:
        wait_until_it_listens(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        running.kill()
        running.wait()


def wait_until_it_listens(port: int) -> None:
    """Within ten seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"no Redis on port {port}")
