"""Running the web server and the worker side by side."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep

from portal.config import ROOT, Settings

HOW = ["--workers", "2", "--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "error"]


def server_command(settings: Settings) -> list[str]:
    """The web server: two processes, so that one slow page does not hold the others."""
    program = str(Path(sys.executable).parent / "granian")
    where = ["--host", "127.0.0.1", "--port", str(settings.port), "--working-dir", str(ROOT)]
    return [program, "--interface", "wsgi", *where, *HOW, "wsgi:app"]


def answers(port: int) -> bool:
    """Whether somebody listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def run_together(commands: list[list[str]], port: int, when_up: Callable[[], None]) -> None:
    """Run programs until one ends or we are told to stop, then end all; `when_up` once the port answers.

    Each program has a session of its own, so that Ctrl+C reaches only us and all end in good order.
    """
    for wish in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wish, lambda _number, _frame: sys.exit(0))
    running = [subprocess.Popen(c, start_new_session=True) for c in commands]  # noqa: S603 - our own words
    try:
        wait_until(lambda: answers(port) or any_ended(running))
        when_up()
        wait_until(lambda: any_ended(running))
    finally:
        end(running)


def any_ended(running: list[subprocess.Popen[bytes]]) -> bool:
    """Whether a program ended by itself."""
    return any(program.poll() is not None for program in running)


def wait_until(true: Callable[[], bool]) -> None:
    """Look five times a second."""
    while not true():
        sleep(0.2)


def end(running: list[subprocess.Popen[bytes]]) -> None:
    """End every program and wait for it."""
    for program in running:
        program.terminate()
    for program in running:
        program.wait()
