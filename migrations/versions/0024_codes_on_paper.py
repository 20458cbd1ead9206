"""What is printed is looked up by its codes, and the archive PDF by its digest."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_decision_code"), "decision", ["code"])
    op.create_index(op.f("ix_print_order_digest"), "print_order", ["digest"])
    op.create_index(op.f("ix_snapshot_digest"), "snapshot", ["digest"])


def downgrade() -> None:
    op.drop_index(op.f("ix_snapshot_digest"), "snapshot")
    op.drop_index(op.f("ix_print_order_digest"), "print_order")
    op.drop_index(op.f("ix_decision_code"), "decision")
