"""Papers on their way while the web server is killed: several people send, decide and revise, over HTTP.

python -m tests.faults.killing.work PORT FOLDER: works until the server is gone. FOLDER keeps who is
signed in. Each line `ACK 17:approve@42` is an answer that the server gave: paper 17, what was done, on which
turn."""

import json
import random
import re
import secrets
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path
from threading import Thread

from tests.passwords import PASSWORD
from tests.races.people import Answer, People, Person

TURN = re.compile(r'href="/tasks/(\d+)"')
SEEN = re.compile(r'name="seen"\s+value="(\d+)"')
SAID = {"day": "2026-11-23", "subject": "会商", "people": "5", "reason": "要商定", "matter": "签合同"}
VISIT = {"customer": "E0001", "route": "滨江", "frequency": "2", "goal": "订货", "solution": "补货"}
SENDS = {"1001": ("f95-1", "f01-1"), "1011": ("f97-2",)}
DECIDE = ("1003", "1006", "1014")
RARELY = {"1003": "reject", "1006": "return"}
Told = Callable[[str], None]


def work(people: People, told: Told) -> None:
    """Let everybody work until the server is gone; no two of them ever have the same turn to do."""
    everybody = [people[number] for number in (*SENDS, *DECIDE)]
    threads = [Thread(target=busy, args=(person.twin(), told)) for person in everybody]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def busy(person: Person, told: Told) -> None:
    """One person's day."""
    try:
        while True:
            for done in day(person):
                told(f"ACK {done}")
    except (OSError, HTTPException):
        return


def day(person: Person) -> Iterator[str]:
    """Send something, then do what lies on the desk."""
    for form in SENDS.get(person.number, ()):
        yield from confirmed(person.post(f"/forms/{form}/{secrets.token_hex(16)}", sheet(form)), "sent")
    for turn in TURN.findall(person.get("/").page)[:8]:
        yield from done(person, turn)


def sheet(form: str) -> list[tuple[str, str]]:
    """A filled sheet; a plan is of a month that nobody has planned, most likely."""
    if form != "f01-1":
        return [*SAID.items(), ("act", "send")]
    month = f"{random.randint(2031, 2098)}-{random.randint(1, 12):02}"  # noqa: S311 - any will do
    visit = VISIT | {"day": f"{month}-01"}
    return [("month", month), *((f"lines-0-{cell}", text) for cell, text in visit.items()), ("act", "send")]


def done(person: Person, turn: str) -> Iterator[str]:
    """Decide a turn, or revise what came back."""
    page = person.get(f"/tasks/{turn}").page
    if "修改后重交" in page:
        yield from confirmed(person.post(f"/tasks/{turn}/sheet", sheet("")), f"resent@{turn}")
    elif seen := SEEN.search(page):
        rarely = random.random() < 0.1  # noqa: S311 - any will do
        kind = RARELY.get(person.number, "approve") if rarely else "approve"
        fields = [("kind", kind), ("opinion", "看过"), ("seen", seen[1]), ("password", PASSWORD)]
        yield from confirmed(person.post(f"/tasks/{turn}/decision", fields), f"{kind}@{turn}")


def confirmed(answer: Answer, what: str) -> Iterator[str]:
    """What an answer of the server confirms."""
    if answer.status == 303 and answer.place.startswith("/documents/"):
        yield f"{answer.place.rpartition('/')[2]}:{what}"


def signed_in(port: int, folder: Path) -> People:
    """Everybody, signed in once for all rounds: sessions outlive the server."""
    kept, people = folder / "people.json", People(port)
    for number, (cookie, token) in (json.loads(kept.read_text()) if kept.exists() else {}).items():
        people[number] = person = Person(port)
        person.number, person.cookie, person.token = number, cookie, token
    if not people:
        everybody = [people[number] for number in (*SENDS, *DECIDE)]
        kept.write_text(json.dumps({each.number: (each.cookie, each.token) for each in everybody}))
    return people


if __name__ == "__main__":
    try:
        work(signed_in(int(sys.argv[1]), Path(sys.argv[2])), lambda line: print(line, flush=True))
    except (OSError, HTTPException):
        sys.exit("the server is gone")
