"""Accounts of systems; never their passwords."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "operations_manual_account",
        sa.Column("system", sa.String(length=80), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("right", sa.String(length=300), nullable=False),
        sa.Column("vault", sa.String(length=40), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("changed", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Date(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["person.id"], name=op.f("fk_operations_manual_account_holder_id")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["document.id"], name=op.f("fk_operations_manual_account_paper_id")
        ),
        sa.PrimaryKeyConstraint("system", "account", name=op.f("pk_operations_manual_account")),
    )
    with op.batch_alter_table("operations_manual_account", schema=None) as batch:
        batch.create_index(op.f("ix_operations_manual_account_holder_id"), ["holder_id"], unique=False)
        batch.create_index(op.f("ix_operations_manual_account_paper_id"), ["paper_id"], unique=False)


def downgrade() -> None:
    op.drop_table("operations_manual_account")
