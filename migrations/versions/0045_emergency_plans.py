"""Plans for emergencies, as they were put in force."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "emergency_plan",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("regulation", sa.String(length=8), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("scenario", sa.String(length=40), nullable=False),
        sa.Column("approved", sa.Date(), nullable=False),
        sa.Column("drilled_on", sa.Date(), nullable=True),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_emergency_plan_document_id")),
        sa.ForeignKeyConstraint(["replaced_by"], ["document.id"], name=op.f("fk_emergency_plan_replaced_by")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_emergency_plan")),
    )
    with op.batch_alter_table("emergency_plan", schema=None) as batch:
        batch.create_index(op.f("ix_emergency_plan_replaced_by"), ["replaced_by"], unique=False)


def downgrade() -> None:
    op.drop_table("emergency_plan")
