"""Figure 21: `kill -9` of the web server in mid-approval and mid-submission. Nothing confirmed is lost,
nothing is half done, the audit is what is stored, and the portal answers again within 2 seconds.

The same from outside, with any program that kills in rounds: company.py in killing/ once, serve.py, work.py,
check.py."""

import os
import random
import signal
import subprocess
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
from portal.soundness import tell
from tests.databases import free_port
from tests.faults.killing.check import wrong
from tests.faults.killing.serve import command
from tests.faults.killing.work import signed_in, work
from tests.servers import environment_of, wait_until_it_answers

pytestmark = [pytest.mark.both_databases, pytest.mark.first]
ROUNDS = range(100 if "EVERY_ROUND" in os.environ else 2)
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
def served(server: Server) -> Iterator[None]:
    """A server that is up, and killed in the end."""
    server.start()
    try:
        yield
    finally:
        server.kill()


def test_killed_in_mid_approval(settings: Settings) -> None:
    chance, confirmed, server = random.Random(1), list[str](), Server(settings)  # noqa: S311 - any moment
    with create_app(settings).app_context():
        for _ in ROUNDS:
            with served(server):
                people = signed_in(server.settings.port, settings.data)
                load = Thread(target=work, args=(people, confirmed.append))
                load.start()
                wait_for_more(confirmed)
                time.sleep(chance.uniform(0, LONGEST))
            load.join()
            assert wrong(confirmed) == []
            db.session.rollback()
        print(f"\n{len(ROUNDS)} rounds: {len(confirmed)} acts confirmed, {decisions(confirmed)} decisions")
        print(f"restart: median {median(server.boots[1:]):.2f} s, longest {max(server.boots):.2f} s")
        assert tell(False, print) == 0
        db.engine.dispose()


def wait_for_more(confirmed: list[str]) -> None:
    """Until one more decision is confirmed, within 30 seconds."""
    before, until = decisions(confirmed), time.monotonic() + 30
    while decisions(confirmed) == before:
        assert time.monotonic() < until, "nothing is decided"
        time.sleep(0.01)


def decisions(confirmed: list[str]) -> int:
    """How many of the acts are decisions."""
    return sum("@" in line and "resent" not in line for line in confirmed)
