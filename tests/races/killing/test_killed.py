"""`kill -9` of the web server during approvals, in rounds: no confirmed decision is lost, none half done.

The same from outside, with any program that kills in rounds: company.py once, serve.py, work.py, check.py."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import median
from threading import Thread

import pytest

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.extensions import db
from tests.databases import free_port
from tests.races.killing.check import wrong
from tests.races.killing.serve import command
from tests.races.killing.work import signed_in, work
from tests.races.papers import ROUNDS
from tests.servers import environment_of, wait_until_it_answers

pytestmark = [pytest.mark.both_databases(whole=True), pytest.mark.first]
LONGEST = 1.0  # seconds after the first decision of a round


class Server:
    """A web server that can be killed with all its processes, and started again on the same port."""

    def __init__(self, settings: Settings) -> None:
        self.settings = replace(settings, port=free_port())
        self.boots = list[float]()

    def start(self) -> None:
        began, around = time.monotonic(), environment_of(self.settings, self.settings.port)
        words = command(self.settings)
        self.running = subprocess.Popen(words, cwd=ROOT, env=around, start_new_session=True)
        wait_until_it_answers(self.settings.port)
        self.boots.append(time.monotonic() - began)

    def kill(self) -> None:
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()


@contextmanager
def served(settings: Settings) -> Iterator[Server]:
    server = Server(settings)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def test_killed_in_mid_approval(settings: Settings) -> None:
    chance, confirmed = random.Random(1), list[str]()  # noqa: S311 - any moment will do
    with create_app(settings).app_context(), served(settings) as server:
        people = signed_in(server.settings.port, settings.data)
        for _ in ROUNDS:
            load = Thread(target=work, args=(people, confirmed.append))
            load.start()
            wait_for_more(confirmed)
            time.sleep(chance.uniform(0, LONGEST))
            server.kill()
            load.join()
            server.start()
            assert wrong(confirmed) == []
            db.session.rollback()
        db.engine.dispose()
    verify = [sys.executable, "-m", "portal.cli", "verify"]
    subprocess.run(verify, cwd=ROOT, env=environment_of(settings, 1), check=True)
    print(f"\n{len(ROUNDS)} rounds: {len(confirmed)} acts confirmed, {decisions(confirmed)} decisions")
    print(f"restart: median {median(server.boots):.2f} s, longest {max(server.boots):.2f} s")


def wait_for_more(confirmed: list[str]) -> None:
    """Until one more decision is confirmed, within 30 seconds."""
    before, until = decisions(confirmed), time.monotonic() + 30
    while decisions(confirmed) == before:
        assert time.monotonic() < until, "nothing is decided"
        time.sleep(0.01)


def decisions(confirmed: list[str]) -> int:
    """How many of the acts are decisions."""
    return sum("@" in line and "resent" not in line for line in confirmed)
