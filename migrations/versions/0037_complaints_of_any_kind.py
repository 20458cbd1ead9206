"""Complaints of any kind: what only products have stands apart, whoever is in no register may complain."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None
NAMED = "(SELECT customer.name FROM customer WHERE customer.id = complaint.customer_id)"
PRODUCT = (
    "(SELECT TRIM(product.name || ' ' || product.spec) || ' ' || product.code FROM product"
    " WHERE product.id = complaint.product_id)"
)
BY_CODE = "(SELECT MAX(product.id) FROM product WHERE complaint.about LIKE '% ' || product.code)"


def upgrade() -> None:

    op.create_table(
        "product_complaint",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("loss", sa.String(length=10), nullable=False),
        sa.Column("region", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["complaint.case_id"], name=op.f("fk_product_complaint_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_product_complaint")),
    )
    op.execute("INSERT INTO product_complaint SELECT case_id, loss, region FROM complaint")
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.add_column(sa.Column("complainant", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("phone", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("about", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("answered", sa.Date(), nullable=True))
        batch_op.alter_column("order_number", new_column_name="known_by")
        batch_op.alter_column("cause_class", new_column_name="category")
    op.execute(f"UPDATE complaint SET complainant = {NAMED}")  # noqa: S608 - our own words, above
    op.execute(f"UPDATE complaint SET phone = '', about = COALESCE({PRODUCT}, '')")  # noqa: S608 - as above
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.alter_column("complainant", existing_type=sa.String(length=80), nullable=False)
        batch_op.alter_column("phone", existing_type=sa.String(length=40), nullable=False)
        batch_op.alter_column("about", existing_type=sa.String(length=120), nullable=False)
        batch_op.alter_column("customer_id", existing_type=sa.Integer(), nullable=True)
        batch_op.drop_index(batch_op.f("ix_complaint_product_id"))
        batch_op.drop_constraint(batch_op.f("fk_complaint_product_id"), type_="foreignkey")
        batch_op.drop_column("product_id")
        batch_op.drop_column("region")
        batch_op.drop_column("loss")
        batch_op.create_index(batch_op.f("ix_complaint_phone"), ["phone"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.add_column(sa.Column("product_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("region", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("loss", sa.String(length=10), nullable=True))
    op.execute(
        f"UPDATE complaint SET product_id = {BY_CODE},"  # noqa: S608 - our own words, above
        " region = (SELECT region FROM product_complaint p WHERE p.case_id = complaint.case_id),"
        " loss = (SELECT loss FROM product_complaint p WHERE p.case_id = complaint.case_id)"
    )
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.alter_column("region", existing_type=sa.String(length=10), nullable=False)
        batch_op.alter_column("loss", existing_type=sa.String(length=10), nullable=False)
        batch_op.alter_column("customer_id", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_index(batch_op.f("ix_complaint_phone"))
        batch_op.create_foreign_key(batch_op.f("fk_complaint_product_id"), "product", ["product_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_complaint_product_id"), ["product_id"], unique=False)
        batch_op.alter_column("known_by", new_column_name="order_number")
        batch_op.alter_column("category", new_column_name="cause_class")
        batch_op.drop_column("complainant")
        batch_op.drop_column("phone")
        batch_op.drop_column("about")
        batch_op.drop_column("answered")
    op.drop_table("product_complaint")
