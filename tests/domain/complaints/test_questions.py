"""Pages of complaints ask a constant number of questions, however much there is to show."""

import pytest
from flask import Flask
from sqlalchemy import event

from portal.extensions import db
from tests.conftest import signed_in
from tests.domain.complaints.taking import complaint, taker
from tests.pages import Browser
from tests.regulations.product_complaints.complaints import handling, offices, sent

MOST = 19
PAGES = (("1010", "/complaints?q=E000"), ("1010", "/complaints/mine"), ("1006", "/customers/1"))
CODES = ("E0001", "E0002", "E0003", "E0004")


def count(app: Flask, browser: Browser, path: str) -> int:
    """How many questions a page asks."""
    asked = list[str]()

    def note(_connection, _cursor, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert browser.get(path).status == 200, path
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def filed(app: Flask, code: str) -> None:
    """A complaint whose form is on its way."""
    case_id = complaint(app, code)
    with app.app_context():
        sent("F10-2", handling(), case_id)


@pytest.mark.parametrize(("number", "path"), PAGES)
def test_a_page_asks_the_same_with_one_case_and_with_many(app: Flask, number: str, path: str) -> None:
    offices(app)
    taker(app)
    reader = signed_in(app, number)
    filed(app, CODES[0])
    few = count(app, reader, path)
    for code in CODES * 3:
        filed(app, code)
    assert count(app, reader, path) == few <= MOST
