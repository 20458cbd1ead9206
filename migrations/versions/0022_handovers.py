"""Handovers: the act with its sheet, and who confirmed it; neither can be changed."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None
PEOPLE = ("person_id", "successor_id", "by_id")


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(sa.ForeignKeyConstraint([n], ["person.id"], name=op.f(f"fk_handover_{n}")) for n in PEOPLE),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_handover_person_id_day")),
        sa.UniqueConstraint("by_id", "key", name=op.f("uq_handover_by_id_key")),
    )
    op.create_index(op.f("ix_handover_successor_id"), "handover", ["successor_id"])
    op.create_table(
        "handover_confirmation",
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_confirmation_handover_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_handover_confirmation_person_id")
        ),
        sa.PrimaryKeyConstraint("handover_id", "side", name=op.f("pk_handover_confirmation")),
    )
    for table in ("handover", "handover_confirmation"):
        for verb in ("UPDATE", "DELETE"):
            forbid(table, verb)


def forbid(table: str, verb: str) -> None:
    """What was handed over and confirmed stays as it was written."""
    body = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    if op.get_bind().dialect.name == "postgresql":
        body = "EXECUTE FUNCTION refuse_change()"
    op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW {body}")


def downgrade() -> None:
    op.drop_table("handover_confirmation")
    op.drop_table("handover")
