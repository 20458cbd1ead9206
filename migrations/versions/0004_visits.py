"""Visits planned and made, inspections of records; a document's period is its day where it has one."""

import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OF_A_DAY = ("F01-3", "F01-5", "F01-6")
DOCUMENT = sa.table("document", sa.column("id", sa.Integer), sa.column("period", sa.Date))
PLANNED = sa.table(
    "planned_visit",
    sa.column("document_id", sa.Integer),
    sa.column("key", sa.String),
    sa.column("person_id", sa.Integer),
    sa.column("day", sa.Date),
    sa.column("customer_id", sa.Integer),
    sa.column("goal", sa.String),
)


def upgrade() -> None:
    create_visits("planned_visit", sa.Column("goal", sa.String(length=300), nullable=False))
    create_visits("visit", sa.Column("planned", sa.Boolean(), nullable=False))
    create_inspections()
    give_days()
    post_approved_plans()


def create_visits(name: str, own: Any) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=8), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        own,
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f(f"fk_{name}_customer_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f(f"fk_{name}_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{name}_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("document_id", "key", name=op.f(f"uq_{name}_document_id_key")),
    )
    op.create_index(op.f(f"ix_{name}_customer_id"), name, ["customer_id"])
    op.create_index(op.f(f"ix_{name}_person_id_day"), name, ["person_id", "day"])


def create_inspections() -> None:
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_inspection_author_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inspection_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
    )
    op.create_index(
        op.f("ix_inspection_author_id_type_monday"), "inspection", ["author_id", "type", "monday"]
    )
    op.create_table(
        "inspected_document",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_inspected_document_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_inspected_document_inspection_id")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_inspected_document")),
    )
    op.create_index(op.f("ix_inspected_document_inspection_id"), "inspected_document", ["inspection_id"])


def give_days() -> None:
    """Records of a day had the first of its month as their period."""
    for row in newest(OF_A_DAY, ("effective", "approved", "in_review", "returned", "rejected")):
        period = date.fromisoformat(json.loads(row.facts)["day"])
        op.get_bind().execute(sa.update(DOCUMENT).where(DOCUMENT.c.id == row.id).values(period=period))


def post_approved_plans() -> None:
    """What plans foresaw that were approved before there was a register."""
    for row in newest(("F01-1",), ("approved",)):
        lines = [planned(row, line) for line in json.loads(row.facts)["lines"]]
        op.get_bind().execute(sa.insert(PLANNED), lines)


def planned(row: Any, line: dict[str, Any]) -> dict[str, Any]:
    return {
        "document_id": row.id,
        "key": line["key"],
        "person_id": row.author_id,
        "day": date.fromisoformat(line["day"]),
        "customer_id": line["customer"]["id"],
        "goal": line["goal"],
    }


def newest(types: tuple[str, ...], statuses: tuple[str, ...]) -> list[Any]:
    query = sa.text(
        "SELECT d.id, d.author_id, s.facts FROM document d JOIN snapshot s ON s.id = d.snapshot_id"
        " WHERE d.type IN :types AND d.status IN :statuses"
    ).bindparams(
        sa.bindparam("types", types, expanding=True), sa.bindparam("statuses", statuses, expanding=True)
    )
    return list(op.get_bind().execute(query).all())


def downgrade() -> None:
    for name in ("inspected_document", "inspection", "visit", "planned_visit"):
        op.drop_table(name)
