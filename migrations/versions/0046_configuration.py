"""Configuration items, what lies between them, and the papers about them."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "configuration_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=4), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_configuration_item_document_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_configuration_item_owner_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_configuration_item_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_configuration_item")),
        sa.UniqueConstraint("number", name=op.f("uq_configuration_item_number")),
    )
    with op.batch_alter_table("configuration_item", schema=None) as batch:
        batch.create_index(op.f("ix_configuration_item_type"), ["type"], unique=False)
    op.create_table(
        "configuration_relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["from_id"], ["configuration_item.id"], name=op.f("fk_configuration_relation_from_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["configuration_item.id"], name=op.f("fk_configuration_relation_to_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_configuration_relation")),
        sa.UniqueConstraint(
            "from_id", "to_id", "kind", "since",
            name=op.f("uq_configuration_relation_from_id_to_id_kind_since"),
        ),
    )  # fmt: skip
    with op.batch_alter_table("configuration_relation", schema=None) as batch:
        batch.create_index(op.f("ix_configuration_relation_to_id"), ["to_id"], unique=False)
    op.create_table(
        "configuration_paper",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_configuration_paper_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["configuration_item.id"], name=op.f("fk_configuration_paper_item_id")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_configuration_paper")),
    )
    with op.batch_alter_table("configuration_paper", schema=None) as batch:
        batch.create_index(op.f("ix_configuration_paper_item_id"), ["item_id"], unique=False)


def downgrade() -> None:
    op.drop_table("configuration_paper")
    op.drop_table("configuration_relation")
    op.drop_table("configuration_item")
