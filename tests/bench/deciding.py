"""Decisions over HTTP, beside a bare guarded UPDATE with one audit row."""

import re
from functools import partial
from typing import Any

from sqlalchemy import event, select

from portal.app import create_app
from portal.core.approval.models import Task
from portal.core.documents.models import Document
from portal.core.org.models import Person as Somebody
from portal.extensions import db
from tests.bench.lines import Arrival, Wire, arriving, percentile, together
from tests.bench.rounds import Way, compare
from tests.bench.told import Table
from tests.passwords import PASSWORD
from tests.races.people import Person

SIGNER, FORM = "1006", "F01-6"
RATIO, A_SECOND, MOST_MS, STATEMENTS = 0.5, 40, 150, 25
SIGNERS, EACH, ROUNDS = 4, 5, 15
RATE, SECONDS, HANDS = 20, 15, 8
WRITES = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")
Turn = tuple[int, int]


def decide_beside(large: Any) -> Table:
    """Pace in rounds beside the bare one; waiting at arrivals fixed ahead; statements of one."""
    app = create_app(large.found.settings)
    wanted = 2 * SIGNERS * EACH * (ROUNDS + 1) + RATE * SECONDS + 2
    with app.app_context():
        turns = turns_of(wanted)
        db.engine.dispose()
    left = iter(turns)
    person = large.people[SIGNER]
    found = compare(
        Way("ours", partial(signers, large.port, person, left, decide)),
        Way("bare", partial(signers, large.port, person, left, decide_barely)), ROUNDS,
    )  # fmt: skip
    columns = ("what", "ours", "bare")
    table = Table(
        "Decisions", columns, f"ratio {RATIO}, {A_SECOND}/s, p95 {MOST_MS} ms, {STATEMENTS} statements"
    )
    ours, bare = (SIGNERS * EACH / took for took in found)
    table.add(
        found.ratio >= RATIO,
        f"a second, {SIGNERS} signers: ratio {found.ratio:.2f}",
        f"{ours:.0f}",
        f"{bare:.0f}",
    )
    table.add(ours >= A_SECOND, "a second, alone", f"{ours:.0f}", "")
    arrivals = [Arrival(n / RATE, partial(decide_now, person, next(left)), "") for n in range(RATE * SECONDS)]
    late = percentile([took for _, took in arriving(arrivals, large.port, HANDS)], 95)
    table.add(late < MOST_MS, f"p95 ms at {RATE} a second", f"{late:.0f}", "")
    number = statements(app, next(left))
    table.add(number <= STATEMENTS, "statements of one", number, "")
    return table


def turns_of(wanted: int) -> list[Turn]:
    """Open turns of the signer: task and the snapshot that its page shows."""
    query = select(Task.id, Document.snapshot_id).join(Task.document).join(Task.person)
    query = query.where(Somebody.number == SIGNER, Task.state == "open", Document.type == FORM)
    rows = db.session.execute(query.order_by(Task.id).limit(wanted)).all()
    assert len(rows) == wanted, f"only {len(rows)} turns are left: build anew"
    return [(task, snapshot) for task, snapshot in rows]


def signers(port: int, person: Person, left: Any, act: Any) -> None:
    """Several windows at once, each a few decisions."""
    turns = [[next(left) for _ in range(EACH)] for _ in range(SIGNERS)]

    def sign(mine: list[Turn]) -> None:
        wire = Wire(port)
        for turn in mine:
            act(person, turn, wire)
        wire.connection.close()

    together([partial(sign, mine) for mine in turns])


def decide(person: Person, turn: Turn, wire: Wire) -> None:
    """Agree to what the page shows."""
    said = [("kind", "approve"), ("opinion", "同意"), ("seen", str(turn[1]))]
    assert wire.ask(person, "POST", f"/tasks/{turn[0]}/decision", said).status == 303, turn


def decide_now(person: Person, turn: Turn, wire: Wire) -> None:
    decide(person, turn, wire)


def decide_barely(person: Person, turn: Turn, wire: Wire) -> None:
    """The same task, closed by the bare view."""
    assert wire.ask(person, "POST", f"/bare-decision/{turn[0]}", []).status == 303, turn


def statements(app: Any, turn: Turn) -> int:
    """How many statements one decision puts to the database, with everything around it."""
    asked: list[str] = []
    client = app.test_client()
    token = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
    given = {"number": SIGNER, "password": PASSWORD}
    client.post("/login", data={**given, "csrf_token": token.findall(client.get("/login").text)[0]})
    page = token.findall(client.get(f"/tasks/{turn[0]}").text)[0]
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda _line, _cursor, said, *_: asked.append(said))
    said = {"kind": "approve", "opinion": "同意", "seen": turn[1], "csrf_token": page}
    assert client.post(f"/tasks/{turn[0]}/decision", data=said).status_code == 303
    return sum(each.startswith(WRITES) for each in asked)
