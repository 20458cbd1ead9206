"""Controlled documents and their versions."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "operations_manual",
        sa.Column("file_id", sa.String(length=40), nullable=False),
        sa.Column("current_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["current_id"], ["document.id"], name=op.f("fk_operations_manual_current_id")
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_operations_manual")),
    )
    with op.batch_alter_table("operations_manual", schema=None) as batch:
        batch.create_index(op.f("ix_operations_manual_current_id"), ["current_id"], unique=False)
    op.create_table(
        "operations_manual_version",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("secrecy", sa.String(length=10), nullable=False),
        sa.Column("change", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_operations_manual_version_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["operations_manual.file_id"], name=op.f("fk_operations_manual_version_file_id")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_operations_manual_version")),
    )
    with op.batch_alter_table("operations_manual_version", schema=None) as batch:
        batch.create_index(
            op.f("ix_operations_manual_version_file_id_document_id"), ["file_id", "document_id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("operations_manual_version")
    op.drop_table("operations_manual")
