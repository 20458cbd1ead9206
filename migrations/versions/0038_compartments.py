"""Compartments: documents that the holders of one role alone may see, and what was told of them."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("document", sa.Column("compartment", sa.String(length=40), nullable=True))
    op.create_index(op.f("ix_document_compartment"), "document", ["compartment"], unique=False)
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("document_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_notice_document_id"), "document", ["document_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_notice_document_id"), ["document_id"], unique=False)
    # What earlier notices were about stands in their address alone.
    op.execute(
        "UPDATE notice SET document_id = (SELECT document.id FROM document"
        " WHERE document.id = CAST(substr(notice.address, 12) AS INTEGER)) WHERE address LIKE '/documents/%'"
    )
    op.execute(
        "UPDATE notice SET document_id = (SELECT task.document_id FROM task"
        " WHERE task.id = CAST(substr(notice.address, 8) AS INTEGER)) WHERE address LIKE '/tasks/%'"
    )


def downgrade() -> None:

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_document_id"))
        batch_op.drop_constraint(batch_op.f("fk_notice_document_id"), type_="foreignkey")
        batch_op.drop_column("document_id")
    op.drop_index(op.f("ix_document_compartment"), table_name="document")
    op.drop_column("document", "compartment")  # no batch: its triggers would be lost with the old table
