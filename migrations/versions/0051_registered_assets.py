"""Servers and information assets as they are registered."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "operations_asset",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_operations_asset_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["configuration_item.id"], name=op.f("fk_operations_asset_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["document.id"], name=op.f("fk_operations_asset_replaced_by")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_operations_asset")),
    )
    with op.batch_alter_table("operations_asset", schema=None) as batch:
        batch.create_index(op.f("ix_operations_asset_form_name"), ["form", "name"], unique=False)
        batch.create_index(op.f("ix_operations_asset_item_id"), ["item_id"], unique=False)
        batch.create_index(op.f("ix_operations_asset_replaced_by"), ["replaced_by"], unique=False)


def downgrade() -> None:
    op.drop_table("operations_asset")
