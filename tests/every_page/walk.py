"""Walking the portal as one person: from the home page over every link, a few pages of each kind."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

from flask import Flask, request_started
from sqlalchemy import event
from werkzeug.exceptions import HTTPException

from portal.extensions import db
from tests.databases import PASSWORD
from tests.pages import Browser, Page

OF_A_KIND = 3


class Visit(NamedTuple):
    """One page: where, which view, its status, questions to the database, bytes as packed for the wire."""

    path: str
    endpoint: str
    status: int
    questions: int
    bytes: int
    html: str


def walk(app: Flask, number: str, most: int = OF_A_KIND) -> list[Visit]:
    """Every kind of page this person can reach by links, the first few of each."""
    browser = Browser(app)
    browser.sign_in(number, PASSWORD)
    visits, seen, left = [], {"/"}, ["/"]
    kinds: Counter[str] = Counter()
    while left:
        path = left.pop(0)
        endpoint = endpoint_of(app, path)
        if kinds[endpoint] >= most:
            continue
        kinds[endpoint] += 1
        with counting(app) as questions:
            page = browser.get(path)
        found = [link for link in links(page) if link not in seen]
        seen.update(found)
        left += found
        visits.append(visit(path, endpoint, page, len(questions)))
    return visits


def visit(path: str, endpoint: str, page: Page, questions: int) -> Visit:
    html = page.response.get_data(as_text=True) if page.tree is not None else ""
    return Visit(path, endpoint, page.status, questions, len(gzip.compress(html.encode(), 6)), html)


def links(page: Page) -> Iterator[str]:
    """The addresses a page links to, without their places in the page."""
    for link in page.all("a") if page.tree is not None else ():
        address = urldefrag(urljoin(page.address, link.get("href", "")))[0]
        if address.startswith("/") and not address.startswith(("/static/", "/logout")):
            yield address


def endpoint_of(app: Flask, path: str, method: str = "GET") -> str:
    """Which view answers, and with which filters: a list that is filtered is another kind of page."""
    try:
        endpoint, _ = app.url_map.bind("localhost").match(path.partition("?")[0], method)
    except HTTPException:
        return f"nothing at {path}"
    return endpoint + "?" * ("?" in path) + " ".join(re.findall(r"/forms/(f[\d-]+)/", path))


@contextmanager
def counting(app: Flask) -> Iterator[list[str]]:
    """The questions that the last request put to the database; a redirect counts by itself."""
    questions: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            questions.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    with request_started.connected_to(lambda _app: questions.clear(), app):
        yield questions
    event.remove(engine, "before_cursor_execute", note)
