"""The real programs on a test's database: web server and worker, each ended by its own process."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from portal.cli import server_command
from portal.config import ROOT, Settings
from tests.databases import free_port


@contextmanager
def web_server(settings: Settings, entry: str = "wsgi:app") -> Iterator[int]:
    """Granian with two processes, as `portal serve` starts it, on an entry point; gives its port."""
    port = free_port()
    environment = environment_of(settings, port)
    command = [*server_command(replace(settings, port=port))[:-1], entry]
    with program(command, settings, environment):
        wait_until_it_answers(port)
        yield port


@contextmanager
def worker(settings: Settings) -> Iterator[None]:
    """`portal worker`."""
    with program([sys.executable, "-m", "portal.cli", "worker"], settings, environment_of(settings, 1)):
        yield


def environment_of(settings: Settings, port: int) -> dict[str, str]:
    """What the programs read. They keep what Python compiled, as they do where they are installed."""
    mine = {"PORTAL_DATA": str(settings.data), "DATABASE_URL": settings.database_url, "PORT": str(port)}
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return around | mine


@contextmanager
def program(command: list[str], settings: Settings, environment: dict[str, str]) -> Iterator[None]:
    """Run a program; its words go into a file beside the data."""
    with Path(settings.data / "programs.log").open("ab") as log:
        running = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield
        finally:
            running.terminate()
            try:
                running.wait(10)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()


def wait_until_it_answers(port: int) -> None:
    """The sign-in page, within two minutes: on a busy machine it takes long."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/login")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise TimeoutError(f"no answer on port {port}")
