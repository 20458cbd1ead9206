"""Registers behind expenses: standards and accruals (never changed), purchases; a customer's nature."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None
APPEND_ONLY = ("expense_standard", "expense_accrual")


def upgrade() -> None:
    op.create_table(
        "expense_accrual",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_expense_accrual_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_expense_accrual_document_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_expense_accrual_person_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_expense_accrual_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_accrual")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_expense_accrual_document_id_position")),
    )
    with op.batch_alter_table("expense_accrual", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expense_accrual_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_expense_accrual_person_id_month"), ["person_id", "month"], unique=False
        )

    op.create_table(
        "expense_standard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_expense_standard_document_id")
        ),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_expense_standard_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_standard")),
    )
    with op.batch_alter_table("expense_standard", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expense_standard_document_id"), ["document_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_expense_standard_product_id_since"), ["product_id", "since"], unique=False
        )

    op.create_table(
        "purchase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("thousandths", sa.BigInteger(), nullable=False),
        sa.Column("invoiced_fen", sa.BigInteger(), nullable=False),
        sa.Column("collected_fen", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_purchase_customer_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_purchase_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase")),
        sa.UniqueConstraint(
            "month", "customer_id", "product_id", name=op.f("uq_purchase_month_customer_id_product_id")
        ),
    )
    with op.batch_alter_table("purchase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purchase_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchase_product_id"), ["product_id"], unique=False)

    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            forbid(table, verb)
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nature", sa.String(length=10), server_default="", nullable=False))


def forbid(table: str, verb: str) -> None:
    """What an approved document set stays; the function refuse_change() is PostgreSQL's, of revision 0001."""
    body = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    if op.get_bind().dialect.name == "postgresql":
        body = "EXECUTE FUNCTION refuse_change()"
    op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW {body}")


def downgrade() -> None:
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.drop_column("nature")

    with op.batch_alter_table("purchase", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_purchase_product_id"))
        batch_op.drop_index(batch_op.f("ix_purchase_customer_id"))

    op.drop_table("purchase")
    with op.batch_alter_table("expense_standard", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expense_standard_product_id_since"))
        batch_op.drop_index(batch_op.f("ix_expense_standard_document_id"))

    op.drop_table("expense_standard")
    with op.batch_alter_table("expense_accrual", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expense_accrual_person_id_month"))
        batch_op.drop_index(batch_op.f("ix_expense_accrual_customer_id"))

    op.drop_table("expense_accrual")
