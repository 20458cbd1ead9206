"""The statistics of complaints read off their page, and the same figures by questions in plain SQL."""

from typing import NamedTuple

from sqlalchemy import text

from portal.extensions import db
from tests.pages import Browser

DUE = {
    "sqlite": "date(k.due_at, '+8 hours', '-1 second')",
    "postgresql": "CAST(k.due_at + interval '8 hours' - interval '1 second' AS date)",
}
SHUT = "d.stage = 'closed' AND c.closed BETWEEN '{first}' AND '{until}'"
MET = "COALESCE(c.answered, c.closed)"
OPEN = "c.received <= '{until}' AND NOT (d.stage = 'closed' AND c.closed <= '{until}')"
FIGURES = (
    "c.received BETWEEN '{first}' AND '{until}'",
    SHUT,
    SHUT + " AND " + MET + " <= {due}",
    SHUT + " AND " + MET + " > {due}",
    OPEN,
    OPEN + " AND {due} < '{until}' AND (c.answered IS NULL OR c.answered > {due})",
)
FROM = (
    " FROM complaint c JOIN document d ON d.id = c.case_id LEFT JOIN customer cu ON cu.id = c.customer_id"
    " LEFT JOIN clock k ON k.document_id = c.case_id AND k.name = '{limit}'"
    " WHERE c.regulation = '{code}' AND d.status = 'effective' AND d.compartment IS NULL AND "
)


class Counted(NamedTuple):
    """What is counted: the cases of a regulation by the limit of this name, from one day to another."""

    code: str
    limit: str
    first: str
    until: str


def lines(browser: Browser, path: str) -> list[list[str]]:
    """A report's rows and its foot, without the serial column."""
    page = browser.get(path)
    assert page.status == 200, page.faults()
    rows = [["".join(cell.itertext()).strip() for cell in row if cell.tag == "td"] for row in page.all("tr")]
    return [row[1:] if row[0].isdigit() else row for row in rows if row]


def plain(counted: Counted, key: str) -> dict[str, list[str]]:
    """Every figure by a question of its own in plain SQL, by a key in SQL. Inside an app context."""
    words = counted._asdict() | {"due": DUE[db.engine.dialect.name]}
    found: dict[str, list[str]] = {}
    for place, figure in enumerate(FIGURES):
        asked = f"SELECT {key}, COUNT(*) {FROM} {figure} GROUP BY 1".format(**words)
        for name, number in db.session.execute(text(asked)):
            found.setdefault(name, ["0"] * 6 + [""])[place] = str(number)
    settled = f"SELECT {key}, SUM(c.settled_fen) {FROM} {FIGURES[1]} GROUP BY 1".format(**words)
    for name, fen in db.session.execute(text(settled)):
        found[name][6] = f"¥{int(fen) // 100:,}.{int(fen) % 100:02}" if fen is not None else ""
    return found
