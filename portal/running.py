"""Running the web server and the worker side by side."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep

from portal.config import ROOT, Settings

HOW = ["--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "error"]
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - asked for, not chosen


def server_command(settings: Settings) -> list[str]:
    """The web server: several processes, so that one slow page does not hold the others."""
    program = str(Path(sys.executable).parent / "granian")
    where = [*listening(settings), "--working-dir", str(ROOT), "--workers", str(settings.serving.processes)]
    return [program, "--interface", "wsgi", *where, *HOW, "wsgi:app"]


def listening(settings: Settings) -> list[str]:
    """On what the web server listens; a socket is for its owner and its group, which the proxy joins."""
    path = settings.serving.socket
    if path:
        return ["--uds", str(path), "--uds-permissions", "0660"]
    return ["--host", settings.serving.bind, "--port", str(settings.port)]


def make_room(settings: Settings) -> None:
    """Take away the socket that a server left behind which was killed; no other can begin where it lies."""
    path = settings.serving.socket
    if path and path.is_socket() and not answers(settings):
        path.unlink()


def answers(settings: Settings) -> bool:
    """Whether somebody listens where our web server does."""
    path, bind = settings.serving.socket, settings.serving.bind
    family = socket.AF_UNIX if path else socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        return probe.connect_ex(str(path) if path else (EVERYWHERE.get(bind, bind), settings.port)) == 0


def run_together(commands: list[list[str]], settings: Settings, when_up: Callable[[], None]) -> None:
    """Run programs until one ends or we are told to stop, then end all; `when_up` once the server answers.

    Each program has a session of its own, so that Ctrl+C reaches only us and all end in good order.
    """
    for wish in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wish, lambda _number, _frame: sys.exit(0))
    running = [subprocess.Popen(c, start_new_session=True) for c in commands]  # noqa: S603 - our own words
    try:
        wait_until(lambda: answers(settings) or any_ended(running))
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
