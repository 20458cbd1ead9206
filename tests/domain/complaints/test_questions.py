"""Pages of complaints ask a constant number of questions, however much there is to show."""

import pytest
from flask import Flask

from tests.conftest import signed_in
from tests.domain.complaints.taking import complaint, taker
from tests.questions import count
from tests.regulations.product_complaints.complaints import handling, offices, sent

MOST = 19
PAGES = (("1010", "/complaints?q=E000"), ("1010", "/complaints/mine"), ("1006", "/customers/1"))
CODES = ("E0001", "E0002", "E0003", "E0004")


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
