"""A step that declares no cells to edit lets its signer decide, and change nothing."""

import pytest
from flask import Flask

from portal.core.approval.models import FlowEdition
from portal.extensions import writing
from tests.pages import Browser
from tests.plans import plan, task_of


@pytest.fixture
def task(app: Flask) -> str:
    """周敏's turn at a step without edits."""
    document_id = plan(app)
    with app.app_context(), writing() as session:
        edition = session.query(FlowEdition).one()
        edition.steps = edition.steps.replace('"edits":["lines","remarks"]', '"edits":[]')
    return f"/tasks/{task_of(app, document_id, '1003')}"


def test_the_page_offers_no_change(zhou: Browser, task: str) -> None:
    page = zhou.get(task)
    assert page.status == 200
    assert not page.all("a", href=f"{task}/sheet")


@pytest.mark.parametrize("act", ["send", "save", "add:lines"])
def test_the_sheet_is_not_found(zhou: Browser, task: str, act: str) -> None:
    token = dict(zhou.get("/login").fields("/login"))["csrf_token"]
    assert zhou.get(f"{task}/sheet").status == 404
    assert zhou.post(f"{task}/sheet", {"csrf_token": token, "act": act, "month": "2027-01"}).status == 404
    assert "2027" not in zhou.get(task).text
