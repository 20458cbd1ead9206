"""Alarms, as monitoring tells of them."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.Column("thing", sa.String(length=80), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("teller", sa.String(length=20), nullable=False),
        sa.Column("fault_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["fault_id"], ["incident.case_id"], name=op.f("fk_alarm_fault_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint("fingerprint", "starts_at", name=op.f("uq_alarm_fingerprint_starts_at")),
    )
    with op.batch_alter_table("alarm", schema=None) as batch:
        batch.create_index(op.f("ix_alarm_fault_id"), ["fault_id"], unique=False)
        batch.create_index(op.f("ix_alarm_starts_at"), ["starts_at"], unique=False)
        batch.create_index(op.f("ix_alarm_status_id"), ["status", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("alarm")
