"""What a customer bought, entered row by row."""

import pytest
from flask import Flask

from tests.conftest import signed_in
from tests.pages import Browser


@pytest.fixture
def clerk(app: Flask) -> Browser:
    """苏禾 keeps the register."""
    return signed_in(app, "1011")


def test_an_empty_row_is_refused_with_a_fault_at_every_cell(clerk: Browser) -> None:
    page = clerk.get("/purchases/new")
    answer = clerk.submit(page, "/purchases/new", lines__0__month="")
    assert answer.status == 422
    assert len(answer.faults()) == 6


def test_nothing_posted_is_refused(clerk: Browser) -> None:
    token = dict(clerk.get("/purchases/new").fields("/purchases/new"))["csrf_token"]
    assert clerk.post("/purchases/new", {"csrf_token": token}).status == 422
