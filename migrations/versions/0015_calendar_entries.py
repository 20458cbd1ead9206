"""What was entered about the calendar, never changed itself."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_turn",
        sa.Column("after", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("after", name=op.f("pk_calendar_turn")),
    )
    op.create_table(
        "calendar_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_calendar_entry_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_calendar_entry_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_entry")),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for act in ("UPDATE", "DELETE"):
        head = f"CREATE TRIGGER calendar_entry_no_{act.lower()} BEFORE {act} ON calendar_entry"
        body = "BEGIN SELECT RAISE(ABORT, 'calendar_entry is append-only'); END"
        op.execute(f"{head} {body}" if sqlite else f"{head} FOR EACH ROW EXECUTE FUNCTION refuse_change()")


def downgrade() -> None:
    op.drop_table("calendar_entry")
    op.drop_table("calendar_turn")
