"""Connections that stay open, and requests that come at moments fixed ahead, however slow the answers are."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple
from urllib.parse import urlencode

from tests.races.people import FORM, Fields, Person


class Reply(NamedTuple):
    """Status, where it leads, and the page."""

    status: int
    place: str
    body: bytes


class Wire:
    """One open connection of a browser; opened again where it was closed."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, person: Person, method: str, path: str, fields: Fields | None = None) -> Reply:
        """Ask once; raises OSError or HTTPException where the line broke."""
        body = None if fields is None else urlencode([("csrf_token", person.token), *fields])
        headers = {"Cookie": person.cookie} | (FORM if body else {})
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            return Reply(response.status, response.headers.get("Location", ""), response.read())
        except (OSError, HTTPException):
            with suppress(OSError):
                self.connection.close()
            raise


class Arrival(NamedTuple):
    """A request that comes at a moment (seconds after the beginning)."""

    at: float
    ask: Callable[[Wire], object]
    kind: str


def arriving(arrivals: list[Arrival], port: int, hands: int) -> list[tuple[str, float]]:
    """Send every request at its moment, or as soon as a hand is free; how long each took, in seconds, counted
    from the moment at which it was due: a server that stands still is charged with all who wait."""
    turn, queue, spent = threading.Lock(), iter(arrivals), list[tuple[str, float]]()
    began = time.perf_counter() + 0.2

    def hand() -> None:
        wire = Wire(port)
        for arrival in each(queue, turn):
            time.sleep(max(0.0, began + arrival.at - time.perf_counter()))
            arrival.ask(wire)
            spent.append((arrival.kind, time.perf_counter() - began - arrival.at))

    together([hand] * hands)
    return spent


def each(queue: Iterator[Arrival], turn: threading.Lock) -> Iterator[Arrival]:
    """The next one, for whoever asks first."""
    while True:
        with turn:
            found = next(queue, None)
        if found is None:
            return
        yield found


def together(acts: list[Callable[[], None]]) -> None:
    """Do several things at once, and wait for all."""
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def percentile(spent: list[float], share: float) -> float:
    """In milliseconds: within what time so many per cent were answered."""
    ordered = sorted(spent)
    return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))]
