"""Figure 27: another program, a backup say, locks SQLite for a while. Whoever writes waits, or is asked
to try again where it lasts too long; whoever reads is not held; nobody sees an error."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from portal.config import Settings
from portal.core.documents.models import Document
from tests.faults.killing.check import wrong
from tests.faults.reading import READ_WITHIN, slowest
from tests.races.papers import count, propose, proposing, turn_of
from tests.races.people import People, Press

SPANS = (2, 10, 14) if "EVERY_ROUND" in os.environ else (2,)
PATIENCE = 10  # seconds for which the portal waits for the lock
WRITERS = 4
HOLDER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
time.sleep(float(sys.argv[2]))
connection.execute("ROLLBACK")
"""


@contextmanager
def locked(database: Path, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """Another program holds the lock of the writers."""
    command = [sys.executable, "-c", HOLDER, str(database), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "locked\n"
        yield holder


@pytest.mark.parametrize("seconds", SPANS)
def test_a_lock_holds_writers_for_a_while_and_no_readers(
    records: Flask, company: Settings, people: People, seconds: float
) -> None:
    reader, paper = people["1006"], propose(people["1011"], "f97-8")
    before, presses = count(Document), [proposing(people["1011"], "f97-2") for _ in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool, locked(company.data / "portal.db", seconds) as holder:
        waiting = pool.map(Press.now, presses)
        longest = slowest(reader, f"/tasks/{turn_of(paper, reader)}", "/", f"/documents/{paper.id}")
        assert holder.poll() is None
        answers = list(waiting)
    sent = [answer.place.rpartition("/")[2] for answer in answers if answer.status == 303]
    assert longest < READ_WITHIN
    assert {answer.status for answer in answers} <= ({303} if seconds < PATIENCE else {303, 503})
    assert count(Document) == before + len(sent)
    assert wrong(f"ACK {number}:sent" for number in sent) == []
    print(f"\nlocked for {seconds} s: {len(sent)} of {WRITERS} sent, slowest page {longest:.2f} s")
