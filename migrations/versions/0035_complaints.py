"""Complaints about products."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "complaint",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("regulation", sa.String(length=8), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("order_number", sa.String(length=40), nullable=False),
        sa.Column("region", sa.String(length=10), nullable=False),
        sa.Column("loss", sa.String(length=10), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("accepted", sa.Date(), nullable=True),
        sa.Column("cause_class", sa.String(length=20), nullable=False),
        sa.Column("liable", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("settled_fen", sa.BigInteger(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["document.id"], name=op.f("fk_complaint_case_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_complaint_customer_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_complaint_product_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_complaint")),
    )
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_complaint_customer_id_received"), ["customer_id", "received"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_complaint_product_id"), ["product_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_complaint_regulation_received"), ["regulation", "received"], unique=False
        )

    op.create_table(
        "complaint_form",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["complaint.case_id"], name=op.f("fk_complaint_form_case_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_complaint_form_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_complaint_form")),
    )
    with op.batch_alter_table("complaint_form", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaint_form_case_id"), ["case_id"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("complaint_form", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_form_case_id"))

    op.drop_table("complaint_form")
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_regulation_received"))
        batch_op.drop_index(batch_op.f("ix_complaint_product_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_customer_id_received"))

    op.drop_table("complaint")
