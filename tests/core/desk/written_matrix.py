"""docs/authz.md: who may do what, written from the matrix that the tests ask. `make authz` writes it anew."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from werkzeug.routing import Rule

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.core.auth.allow import PUBLIC
from portal.core.org.roles import ROLES
from tests.contracts.test_views import OPEN as NO_VIEWS
from tests.core.desk.matrix import GONE, OPEN, ROWS, STILL, Row

PLACE = ROOT / "docs" / "authz.md"
FORMER = "former approver"
COLUMNS = {
    "陈立": "author",
    "林可": "colleague",
    "周敏": "approver",
    FORMER: "former",
    "何清": "approver elsewhere",
    "吴桐": "author elsewhere",
    "王岚": "head above",
    "方正平": "top",
    "秦悦": "finance",
    "许文": "auditor",
    "沈知": "administrator",
    "": "nobody",
    GONE: "disabled",
}
HEAD = """# Who may do what

Written by `make authz` from what the tests ask, never by hand: `tests/core/desk/test_written_matrix.py`
fails when this page is not up to date, and so when an address is new.

Of every request two things are asked:

1. **The capability** that its view names (`@allow`): granted by the role of a post that the visitor
   holds today. Without it the answer is that of an address that does not exist; without a session it is
   the sign-in page.
2. **The object**: whether this visitor sees this document, customer or account. One SQL select
   (`portal/core/approval/visibility.py`) decides it for the page, its parts and files, for lists,
   search and exports. Refused is answered as never existed.
"""
BY_ROLE = """
## Capabilities

| Role | Capabilities |
|---|---|
"""
BY_OBJECT = """
## Addresses with an object

Asked of 陈立's papers by everybody in the columns (`tests/core/desk/test_rights.py`): his colleague, the
manager who approves, the same one after she gave up the post, manager and account manager of another
office, the head of sales above, the general manager, finance, the auditor, the administrator; nobody
signed in and 陈立 after he left get the sign-in page throughout.
● may; · gets what never existed; ○ sees what was handled, and can do nothing.

"""
BY_CAPABILITY = """
## Addresses without an object, and those that tell nothing of one

The capability decides alone; lists show what their reader may see. Style sheets and fonts are for all.

| Address | | Capability | Why no more is asked |
|---|---|---|---|
"""


def written(app: Flask) -> str:
    """The whole page."""
    named = {row.endpoint for row in ROWS}
    views = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in NO_VIEWS]
    rules = sorted(views, key=lambda rule: (rule.rule, sorted(rule.methods or ())))
    free = [rule for rule in rules if rule.endpoint not in named]
    lines = [line for rule in rules for line in rows_of(rule)]
    heading = f"| Address | | Of | {' | '.join(COLUMNS.values())} |\n|{'---|' * (3 + len(COLUMNS))}\n"
    parts = [HEAD, BY_ROLE, *map(role, ROLES), BY_OBJECT, heading, *lines, BY_CAPABILITY]
    return "".join([*parts, *(alone(app, rule) for rule in free)])


def role(name: str) -> str:
    """A role and what it grants."""
    return f"| {ROLES[name].title} (`{name}`) | {', '.join(sorted(ROLES[name].capabilities))} |\n"


def rows_of(rule: Rule) -> list[str]:
    """An address, once for each kind of object that it is asked of."""
    mine = [row for row in ROWS if row.endpoint == rule.endpoint]
    return [f"| `{rule.rule}` | {method(rule)} | {row.paper} | {marks(row)} |\n" for row in mine]


def method(rule: Rule) -> str:
    """What it is asked with."""
    return ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))


def marks(row: Row) -> str:
    """Who may, column by column."""
    return " | ".join(mark(row, person) for person in COLUMNS)


def mark(row: Row, person: str) -> str:
    """Whether one of them may."""
    if person == FORMER and (row.endpoint, row.paper) in STILL:
        return "●"
    if person == FORMER and row.endpoint.startswith("task") and row.paper == "sent":
        return "○"
    return "●" if person in row.may else "·"


def alone(app: Flask, rule: Rule) -> str:
    """An address that a capability alone opens."""
    asked = getattr(app.view_functions[rule.endpoint], "capability", "none")
    why = OPEN.get(rule.endpoint, "")
    open_to = "nobody need sign in" if asked == PUBLIC else asked
    return f"| `{rule.rule}` | {method(rule)} | {open_to} | {why} |\n"


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        there = Path(folder)
        PLACE.write_text(written(create_app(Settings(there, f"sqlite:///{there}/portal.db", testing=True))))
