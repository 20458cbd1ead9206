"""What follows a complaint: measures, settlements, calling back."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "complaint_improvement",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("effect", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["complaint.case_id"], name=op.f("fk_complaint_improvement_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_complaint_improvement_document_id")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_complaint_improvement")),
    )
    with op.batch_alter_table("complaint_improvement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaint_improvement_case_id"), ["case_id"], unique=False)

    op.create_table(
        "complaint_settlement",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=True),
        sa.Column("approved", sa.Integer(), nullable=True),
        sa.Column("actual", sa.Integer(), nullable=True),
        sa.Column("proof", sa.String(length=20), nullable=False),
        sa.Column("proved_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["complaint.case_id"], name=op.f("fk_complaint_settlement_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_complaint_settlement_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["proved_by"], ["document.id"], name=op.f("fk_complaint_settlement_proved_by")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_complaint_settlement")),
    )
    with op.batch_alter_table("complaint_settlement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaint_settlement_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaint_settlement_proved_by"), ["proved_by"], unique=False)

    op.create_table(
        "complaint_callback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["complaint.case_id"], name=op.f("fk_complaint_callback_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_complaint_callback_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_callback")),
    )
    with op.batch_alter_table("complaint_callback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaint_callback_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_complaint_callback_document_id_due"), ["document_id", "due"], unique=False
        )


def downgrade() -> None:

    with op.batch_alter_table("complaint_callback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_callback_document_id_due"))
        batch_op.drop_index(batch_op.f("ix_complaint_callback_case_id"))

    op.drop_table("complaint_callback")
    with op.batch_alter_table("complaint_settlement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_settlement_proved_by"))
        batch_op.drop_index(batch_op.f("ix_complaint_settlement_case_id"))

    op.drop_table("complaint_settlement")
    with op.batch_alter_table("complaint_improvement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_improvement_case_id"))

    op.drop_table("complaint_improvement")
