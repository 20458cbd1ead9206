"""The figures of the bank's statistics by questions in plain SQL."""

from sqlalchemy import text

from portal.extensions import db

KEYS = {"class": "c.category", "unit": "c.liable", "business": "c.about"}
DUE = {
    "sqlite": "date(k.due_at, '+8 hours', '-1 second')",
    "postgresql": "CAST(k.due_at + interval '8 hours' - interval '1 second' AS date)",
}
SHUT = "d.stage = 'closed' AND c.closed BETWEEN '{first}' AND '{until}'"
ENDED = "COALESCE(c.answered, c.closed)"
OPEN = "c.received <= '{until}' AND NOT (d.stage = 'closed' AND c.closed <= '{until}')"
FIGURES = (
    "c.received BETWEEN '{first}' AND '{until}'",
    SHUT,
    SHUT + f" AND {ENDED} <= {{due}}",
    SHUT + f" AND {ENDED} > {{due}}",
    OPEN,
    OPEN + f" AND {{due}} < '{{until}}' AND ({ENDED} IS NULL OR {ENDED} > {{due}})",
)
FROM = (
    " FROM complaint c JOIN document d ON d.id = c.case_id"
    " LEFT JOIN clock k ON k.document_id = c.case_id AND k.name = '答复'"
    " WHERE c.regulation = 'R06' AND d.status = 'effective' AND d.compartment IS NULL AND "
)


def plain(key: str, first: str, until: str) -> dict[str, list[str]]:
    """Every figure by a question of its own in plain SQL. Inside an app context."""
    words = {"first": first, "until": until, "due": DUE[db.engine.dialect.name]}
    found: dict[str, list[str]] = {}
    for place, figure in enumerate(FIGURES):
        counted = f"SELECT {key}, COUNT(*) {FROM} {figure} GROUP BY 1".format(**words)
        for name, number in db.session.execute(text(counted)):
            found.setdefault(name, ["0"] * 6)[place] = str(number)
    return found
