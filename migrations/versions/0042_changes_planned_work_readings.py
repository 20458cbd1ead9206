"""Changes, planned work, readings against their limits, and the rules that units filed."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("regulation", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("thing", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("begins_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("implemented_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_change_document_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch:
        batch.create_index(op.f("ix_change_begins_at"), ["begins_at"], unique=False)

    op.create_table(
        "plan_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=8), nullable=False),
        sa.Column("regulation", sa.String(length=8), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("planned", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("dropped_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_plan_item_document_id")),
        sa.ForeignKeyConstraint(["done_by"], ["document.id"], name=op.f("fk_plan_item_done_by")),
        sa.ForeignKeyConstraint(["dropped_by"], ["document.id"], name=op.f("fk_plan_item_dropped_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_item_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
        sa.UniqueConstraint("document_id", "key", name=op.f("uq_plan_item_document_id_key")),
    )
    with op.batch_alter_table("plan_item", schema=None) as batch:
        batch.create_index(op.f("ix_plan_item_done_by"), ["done_by"], unique=False)
        batch.create_index(op.f("ix_plan_item_dropped_by"), ["dropped_by"], unique=False)
        batch.create_index(op.f("ix_plan_item_person_id_planned"), ["person_id", "planned"], unique=False)

    op.create_table(
        "system_maintenance_rule",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("article", sa.String(length=40), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_system_maintenance_rule_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["document.id"], name=op.f("fk_system_maintenance_rule_replaced_by")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_system_maintenance_rule_unit_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_system_maintenance_rule")),
    )
    with op.batch_alter_table("system_maintenance_rule", schema=None) as batch:
        batch.create_index(
            op.f("ix_system_maintenance_rule_unit_id_title"), ["unit_id", "title"], unique=False
        )

    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=8), nullable=False),
        sa.Column("regulation", sa.String(length=8), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("limits", sa.String(length=60), nullable=False),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("fault_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_reading_document_id")),
        sa.ForeignKeyConstraint(["fault_id"], ["incident.case_id"], name=op.f("fk_reading_fault_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("document_id", "key", name=op.f("uq_reading_document_id_key")),
    )
    with op.batch_alter_table("reading", schema=None) as batch:
        batch.create_index(op.f("ix_reading_outside_fault_id"), ["outside", "fault_id"], unique=False)


def downgrade() -> None:
    for table in ("reading", "system_maintenance_rule", "plan_item", "change"):
        op.drop_table(table)
