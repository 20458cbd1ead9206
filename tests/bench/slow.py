"""Clients that send and take in a kilobyte a second: they must keep nobody waiting."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import NamedTuple
from urllib.parse import urlencode

from tests.bench.acts import REPORT, Actors
from tests.races.people import Person

A_SECOND, LONG = 1024, 3000


class Slow:
    """How many requests came to their end, and how many were cut off."""

    def __init__(self) -> None:
        self.done = self.lost = 0
        self.over = threading.Event()


class Sent(NamedTuple):
    """What is sent, and whether by a slow sender."""

    text: bytes
    slowly: bool


@contextmanager
def slow_clients(port: int, actors: Actors, number: int) -> Iterator[Slow]:
    """So many of them, until the end."""
    slow = Slow()
    threads = [threading.Thread(target=one, args=(slow, port, actors.writers[n], n)) for n in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield slow
    finally:
        slow.over.set()
        for thread in threads:
            thread.join()


def one(slow: Slow, port: int, person: Person, number: int) -> None:
    """Send a draft slowly, take a page in slowly, and so on."""
    for turn in count():
        if slow.over.is_set():
            return
        sent = post(person, number, turn) if turn % 2 else get(person)
        try:
            good = exchange(port, sent)
        except OSError:
            good = False
        slow.done, slow.lost = slow.done + good, slow.lost + (not good)


def get(person: Person) -> Sent:
    return Sent(f"GET /mine HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {person.cookie}\r\n\r\n".encode(), False)


def post(person: Person, number: int, turn: int) -> Sent:
    """A draft of a few kilobytes."""
    said = [("csrf_token", person.token), *REPORT, ("business", "x" * LONG), ("act", "save")]
    body = urlencode(said)
    head = (
        f"POST /forms/f01-3/{number:016x}{turn:016x} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Cookie: {person.cookie}\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    return Sent((head + body).encode(), True)


def exchange(port: int, sent: Sent) -> bool:
    """Send and take in; whether the answer is one."""
    with socket.create_connection(("127.0.0.1", port), 60) as line:
        for at in range(0, len(sent.text), A_SECOND):
            line.sendall(sent.text[at : at + A_SECOND])
            time.sleep(1.0 if sent.slowly else 0.0)
        first = line.recv(A_SECOND)
        taken = len(first)
        while taken < 4 * A_SECOND and not sent.slowly:
            time.sleep(1.0)
            taken += len(line.recv(A_SECOND)) or A_SECOND
    return first.startswith((b"HTTP/1.1 200", b"HTTP/1.1 303"))
