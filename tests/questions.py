"""Which questions are put to the database, and how many a page asks."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from portal.extensions import db
from tests.pages import Browser


@contextmanager
def questions(app: Flask) -> Iterator[list[str]]:
    """What is asked inside, in the order in which it is asked."""
    asked = list[str]()

    def note(_connection, _cursor, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def count(app: Flask, browser: Browser, path: str) -> int:
    """How many questions a page asks, when what is kept from page to page is at hand."""
    browser.get(path)
    with questions(app) as asked:
        assert browser.get(path).status == 200, path
    return len(asked)
