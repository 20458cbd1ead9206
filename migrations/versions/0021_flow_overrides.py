"""Dated overrides of flows, never changed themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "flow_turn",
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("after", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("type", "after", name=op.f("pk_flow_turn")),
    )
    op.create_table(
        "flow_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("setting", sa.String(length=12), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_flow_override_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flow_override")),
    )
    op.create_index(op.f("ix_flow_override_type"), "flow_override", ["type"])
    for verb in ("UPDATE", "DELETE"):
        body = "BEGIN SELECT RAISE(ABORT, 'flow_override is append-only'); END"
        if op.get_bind().dialect.name == "postgresql":
            body = "EXECUTE FUNCTION refuse_change()"
        head = f"CREATE TRIGGER flow_override_no_{verb.lower()} BEFORE {verb} ON flow_override"
        op.execute(f"{head} FOR EACH ROW {body}")


def downgrade() -> None:
    op.drop_table("flow_override")
    op.drop_table("flow_turn")
