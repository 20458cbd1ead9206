"""People at real browsers of a real server, who can press a button at the same instant."""

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlencode

from tests.passwords import PASSWORD

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
Fields = list[tuple[str, str]]


class Answer(NamedTuple):
    """Status, where it leads, and the page."""

    status: int
    place: str
    page: str


class Person:
    """One browser: a cookie and the address of the server."""

    def __init__(self, port: int, number: str = "") -> None:
        self.port, self.number, self.cookie = port, number, ""
        if number:
            self.post("/login", [("number", number), ("password", PASSWORD)], token_from="/login")
            self.token = self.token_of("/forms")

    def twin(self) -> "Person":
        """The same person in another window."""
        other = Person(self.port)
        other.number, other.cookie, other.token = self.number, self.cookie, self.token
        return other

    def get(self, path: str) -> Answer:
        """A page, after following where it leads."""
        with Line(self) as line:
            answer = line.ask("GET", path)
        return self.get(answer.place) if answer.place else answer

    def post(self, path: str, fields: Fields, token_from: str = "") -> Answer:
        token = self.token_of(token_from) if token_from else self.token
        with Line(self) as line:
            return line.ask("POST", path, urlencode([("csrf_token", token), *fields]))

    def token_of(self, path: str) -> str:
        found = TOKEN.search(self.get(path).page)
        assert found, f"no token on {path}"
        return found[1]


class People(dict[str, Person]):
    """Everybody, by number; who is asked for the first time signs in."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port

    def __missing__(self, number: str) -> Person:
        self[number] = Person(self.port, number)
        return self[number]


class Line:
    """An open connection."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.connection = HTTPConnection("127.0.0.1", person.port, timeout=60)

    def __enter__(self) -> "Line":
        self.connection.connect()
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def ask(self, method: str, path: str, body: str = "") -> Answer:
        headers = ({"Cookie": self.person.cookie} if self.person.cookie else {}) | (FORM if body else {})
        self.connection.request(method, path, body or None, headers)
        response = self.connection.getresponse()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            self.person.cookie = cookie.partition(";")[0]
        page = response.read().decode()
        return Answer(response.status, response.headers.get("Location", ""), page)


class Press(NamedTuple):
    """A button about to be pressed."""

    person: Person
    path: str
    fields: Fields

    def now(self) -> Answer:
        """The answer to it, alone."""
        return self.person.post(self.path, self.fields)


def at_one_instant(presses: list[Press]) -> list[Answer]:
    """Everybody presses at the same moment, on connections that are open already."""
    gate = threading.Barrier(len(presses))

    def press(mine: Press) -> Answer:
        body = urlencode([("csrf_token", mine.person.token), *mine.fields])
        with Line(mine.person) as line:
            gate.wait()
            return line.ask("POST", mine.path, body)

    return together(press, presses)


def after(press: Press, answer: Answer) -> str:
    """The page that somebody reads after his press."""
    return press.person.get(answer.place).page if answer.place else answer.page


def together(act: Callable[[Press], Answer], presses: list[Press]) -> list[Answer]:
    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(act, presses))
