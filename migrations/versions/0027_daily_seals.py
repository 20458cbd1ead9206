"""Daily seals over the audit's events; a row is never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "daily_seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_seal")),
        sa.UniqueConstraint("day", name=op.f("uq_daily_seal_day")),
        sa.UniqueConstraint("digest", name=op.f("uq_daily_seal_digest")),
    )
    for verb in ("UPDATE", "DELETE"):
        forbid(verb)


def forbid(verb: str) -> None:
    """What was sealed stays as it was written; the function refuse_change() is PostgreSQL's, of revision
    0001."""
    body = "BEGIN SELECT RAISE(ABORT, 'daily_seal is append-only'); END"
    if op.get_bind().dialect.name == "postgresql":
        body = "EXECUTE FUNCTION refuse_change()"
    name = f"daily_seal_no_{verb.lower()}"
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON daily_seal FOR EACH ROW {body}")


def downgrade() -> None:
    op.drop_table("daily_seal")
