"""The text of each document, for search; that of documents which exist is made from their snapshots."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_text",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_text_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_text")),
    )
    place = op.get_bind()
    insert = sa.text("INSERT INTO document_text (document_id, folded) VALUES (:id, :text)")
    query = "SELECT d.id, d.title, s.view FROM document d JOIN snapshot s ON s.id = d.snapshot_id"
    for row in place.execute(sa.text(query)).all():
        told = [row.title, *texts(json.loads(row.view))]
        place.execute(insert, {"id": row.id, "text": "\n".join(filter(None, map(folded, told)))})


def texts(view: dict[str, Any]) -> Iterator[str]:
    """As portal.core.documents.texts had it on the day of this migration."""
    yield from (view["number"], view["title"], view["head"]["author"], view["head"]["unit"])
    for row in view["rows"]:
        if isinstance(row, dict):
            yield from (cell["text"] for line in row["rows"] for cell in line["cells"])
        else:
            yield from (cell["text"] for cell in row)


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LNM")


def downgrade() -> None:
    op.drop_table("document_text")
