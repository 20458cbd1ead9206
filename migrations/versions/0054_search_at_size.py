"""Lists, visibility and search over a million documents: the index of pairs, and indexes in list order."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0052"
branch_labels = None
depends_on = None
NOT_IN_FORCE = "status NOT IN ('approved', 'effective')"
MARK, AT_A_TIME = "\n", 1000
PLACES = {
    "sqlite": (
        "CREATE VIRTUAL TABLE document_search USING fts5(grams, content='', detail='none', columnsize=0,"
        " tokenize='ascii', prefix='1')",
    ),
    "postgresql": (
        "CREATE TABLE document_search (document_id INTEGER PRIMARY KEY REFERENCES document (id),"
        " grams tsvector NOT NULL)",
        "CREATE INDEX ix_document_search_grams ON document_search USING gin (grams)",
    ),
}
ADD = {
    "sqlite": "INSERT INTO document_search (rowid, grams) VALUES (:id, :grams)",
    "postgresql": "INSERT INTO document_search (document_id, grams)"
    " VALUES (:id, array_to_tsvector(string_to_array(:grams, ' ')))",
}
INDEXES = (
    ("document", ("author_id", "id"), ()),
    ("document", ("unit_id", "type", "id"), ()),
    ("task", ("person_id", "state", "id"), ("person_id", "state", "opened_at")),
    ("task", ("document_id", "person_id"), ("document_id",)),
    ("decision", ("person_id", "id"), ("person_id",)),
    ("decision", ("document_id", "person_id"), ("document_id",)),
)


def upgrade() -> None:
    for table, columns, instead_of in INDEXES:
        if instead_of:
            op.drop_index(named(table, instead_of), table)
        op.create_index(named(table, columns), table, list(columns))
    where = {f"{name}_where": sa.text(NOT_IN_FORCE) for name in PLACES}
    op.create_index("ix_document_not_in_force", "document", ["status", "id"], **where)
    connection = op.get_bind()
    for statement in PLACES[connection.dialect.name]:
        op.execute(statement)
    query = sa.text("SELECT document_id, folded FROM document_text ORDER BY document_id")
    texts = connection.execute(query.execution_options(stream_results=True))
    for rows in texts.partitions(AT_A_TIME):
        kept = [{"id": number, "grams": grams(folded)} for number, folded in rows]
        connection.execute(sa.text(ADD[connection.dialect.name]), kept)


def downgrade() -> None:
    op.execute("DROP TABLE document_search")
    op.drop_index("ix_document_not_in_force", "document")
    for table, columns, instead_of in reversed(INDEXES):
        op.drop_index(named(table, columns), table)
        if instead_of:
            op.create_index(named(table, instead_of), table, list(instead_of))


def named(table: str, columns: tuple[str, ...]) -> str:
    return op.f(f"ix_{table}_{'_'.join(columns)}")


def grams(folded: str) -> str:
    """The pairs of a folded text, as the program makes them."""
    found: set[str] = set()
    for part in folded.split(MARK):
        found.update(part[at : at + 2] for at in range(len(part)))
        fours = (part[at : at + 4] for at in range(len(part) - 3))
        found.update(four for four in fours if four.isascii())
    return " ".join(sorted(found))
