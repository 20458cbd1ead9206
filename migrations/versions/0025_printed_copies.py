"""Copies on paper: which numbers of a document went to whom, and why; a row is never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "printed_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("original", sa.Boolean(), nullable=False),
        sa.Column("keeper", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_printed_copy_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_printed_copy_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_copy")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_printed_copy_document_id_number")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_printed_copy_person_id_key")),
    )
    op.create_index(op.f("ix_printed_copy_digest"), "printed_copy", ["digest"])
    for verb in ("UPDATE", "DELETE"):
        forbid(verb)


def forbid(verb: str) -> None:
    """What was handed out stays as it was written."""
    body = "BEGIN SELECT RAISE(ABORT, 'printed_copy is append-only'); END"
    if op.get_bind().dialect.name == "postgresql":
        body = "EXECUTE FUNCTION refuse_change()"
    name = f"printed_copy_no_{verb.lower()}"
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON printed_copy FOR EACH ROW {body}")


def downgrade() -> None:
    op.drop_table("printed_copy")
