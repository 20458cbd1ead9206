"""How many statements one decision over HTTP puts to the database, and how many of them in the writer's lock.

Before it: who it is, with his posts (1); his turn (1).
In it: the newest calendar (1); the paper, locked (1); the turn with step, panel, version, writers and the
stream's head (1); who acts for those (1); the turn closed (1), what was told of it read (1), how long it
lay counted (1); the decision (1); who sits at the step (1); panel and step closed (2); the round (1), a
step of it left out (1); the paper in force (1), its clocks stopped (1), its copies (1); for its print tasks
and decisions (1), versions (1) and the order (1); whoever sent it told (2); the draft gone (1); the events
and what they say (2).
"""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from portal.extensions import db, is_writing
from tests.pages import Browser
from tests.plans import plan, task_of
from tests.regulations.customer_maintenance.test_reports import EVENT, send

Asked = list[tuple[str, bool]]
ORDINARY, IN_THE_LOCK = 26, 24


@pytest.fixture
def asked(app: Flask) -> Iterator[Asked]:
    """The statements since the list was last cleared, and whether each was put inside `writing()`."""
    statements: Asked = []

    def note(_connection, _cursor, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")):
            statements.append((statement, is_writing()))

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    yield statements
    with app.app_context():
        event.remove(db.engine, "before_cursor_execute", note)


def agree(app: Flask, signer: Browser, document_id: int, asked: Asked) -> tuple[int, int]:
    """Statements of one consent: in all, and in the lock."""
    task = task_of(app, document_id, "1003")
    page = signer.get(f"/tasks/{task}")
    fields = dict(page.fields(f"/tasks/{task}/decision")) | {"kind": "approve", "opinion": "同意"}
    asked.clear()
    answer = signer.client.post(f"/tasks/{task}/decision", data=fields)
    assert (answer.status_code, answer.location) == (303, f"/documents/{document_id}")
    return len(asked), sum(locked for _, locked in asked)


def test_a_decision_on_an_ordinary_paper_asks_few(
    app: Flask, chen: Browser, zhou: Browser, asked: Asked
) -> None:
    counts = []
    for _ in range(2):
        sent = send(chen, "f01-6", matter="非常情况", **EVENT)
        counts.append(agree(app, zhou, int(sent.address.rpartition("/")[2]), asked))
    assert counts[0] == counts[1]
    assert counts[0] == (ORDINARY, IN_THE_LOCK), "\n".join(statement[:120] for statement, _ in asked)


def test_a_decision_on_a_plan_of_many_lines_asks_one_more(app: Flask, zhou: Browser, asked: Asked) -> None:
    """All its visits are entered (1), the clock of its step is stopped (1); and no step is left out."""
    assert agree(app, zhou, plan(app), asked) == (ORDINARY + 1, IN_THE_LOCK + 1)
