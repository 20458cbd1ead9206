"""Confirmations of assumed parameters stand beside their changes."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "parameter_change",
        sa.Column("act", sa.String(length=10), server_default="change", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("parameter_change", "act")
