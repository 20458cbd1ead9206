"""Files that a signer gives with his decision: they are his, and belong to no version of the paper."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attachment") as table:
        table.add_column(sa.Column("decision_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_attachment_decision_id"), "decision", ["decision_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("attachment") as table:
        table.drop_constraint(op.f("fk_attachment_decision_id"), type_="foreignkey")
        table.drop_column("decision_id")
