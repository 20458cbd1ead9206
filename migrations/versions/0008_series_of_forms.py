"""A series belongs to its form, a number may come later than its document, blanks bear numbers."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FORMS = {  # the forms of 0007, by what their series begin with
    "XF": "F01-1",
    "CG": "F01-2",
    "SC": "F01-3",
    "MB": "F01-4",
    "DH": "F01-5",
    "QS": "F01-6",
    "KQF-JZ": "F07-4",
    "KQF-TZ": "F07-6",
}
SERIES = "SELECT name, next FROM series"
SERIALS = """SELECT s.series, s.serial, s.state, s.document_id, d.type, d.number
             FROM serial s LEFT JOIN document d ON d.id = s.document_id"""


def upgrade() -> None:
    place = op.get_bind()
    series, serials = rows(place, SERIES), rows(place, SERIALS)
    op.drop_table("serial")
    op.drop_table("series")
    op.create_table(
        "blank_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("company", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_blank_issue_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_issue")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_blank_issue_person_id_key")),
    )
    op.create_index(op.f("ix_blank_issue_type_id"), "blank_issue", ["type", "id"])
    new_series = op.create_table(
        "series",
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("type", "name", name=op.f("pk_series")),
    )
    new_serials = op.create_table(
        "serial",
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("serial", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_serial_document_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["blank_issue.id"], name=op.f("fk_serial_issue_id")),
        sa.ForeignKeyConstraint(
            ["type", "series"], ["series.type", "series.name"], name=op.f("fk_serial_type_series")
        ),
        sa.PrimaryKeyConstraint("type", "series", "serial", name=op.f("pk_serial")),
        sa.UniqueConstraint("type", "number", name=op.f("uq_serial_type_number")),
    )
    op.create_index(op.f("ix_serial_issue_id"), "serial", ["issue_id"])
    types = types_of(series, serials)
    op.bulk_insert(new_series, [{"type": types[row["name"]], **row} for row in series])
    op.bulk_insert(new_serials, [row | {"type": types[row["series"]], "state": used(row)} for row in serials])
    with op.batch_alter_table("document") as batch:
        batch.alter_column("number", existing_type=sa.String(length=40), nullable=True)
        batch.drop_constraint("uq_document_number", type_="unique")
        batch.create_unique_constraint(op.f("uq_document_type_number"), ["type", "number"])


def rows(place: sa.Connection, query: str) -> list[dict[str, Any]]:
    return [dict(row) for row in place.execute(sa.text(query)).mappings()]


def types_of(series: list[dict[str, Any]], serials: list[dict[str, Any]]) -> dict[str, str]:
    """The form of each series: that of its documents; before its first one, by what it begins with."""
    told = {row["series"]: row["type"] for row in serials if row["type"]}
    return {row["name"]: told.get(row["name"]) or by_name(row["name"]) for row in series}


def by_name(name: str) -> str:
    """A form's series ends in its day, a register's is called register:id; any other belongs to nobody."""
    return "customer" if name.startswith("customer:") else FORMS.get(name.rpartition("-")[0], "")


def used(row: dict[str, Any]) -> str:
    """Whatever was issued until now was borne at once, by a document or by an entry of a register."""
    return "used" if row["state"] == "issued" else str(row["state"])


def downgrade() -> None:
    """Series of several forms that have one name become one again; a document without a number gets one."""
    place = op.get_bind()
    series, serials = rows(place, f"{SERIES} ORDER BY next"), rows(place, SERIALS)
    op.drop_table("serial")
    op.drop_table("series")
    op.drop_table("blank_issue")
    op.execute("UPDATE document SET number = '待编号-' || id WHERE number IS NULL")
    with op.batch_alter_table("document") as batch:
        batch.drop_constraint("uq_document_type_number", type_="unique")
        batch.alter_column("number", existing_type=sa.String(length=40), nullable=False)
        batch.create_unique_constraint(op.f("uq_document_number"), ["number"])
    old_series = op.create_table(
        "series",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_series")),
    )
    old_serials = op.create_table(
        "serial",
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_serial_document_id")),
        sa.ForeignKeyConstraint(["series"], ["series.name"], name=op.f("fk_serial_series")),
        sa.PrimaryKeyConstraint("series", "serial", name=op.f("pk_serial")),
    )
    op.bulk_insert(old_series, once(series, "name"))
    columns = ("series", "serial", "state", "document_id")
    told = [{name: row[name] for name in columns} | {"state": issued(row)} for row in serials]
    op.bulk_insert(old_serials, once(told, "series", "serial"))


def once(found: Iterable[dict[str, Any]], *key: str) -> list[dict[str, Any]]:
    """One row for each key: the last."""
    return list({tuple(row[name] for name in key): row for row in found}.values())


def issued(row: dict[str, Any]) -> str:
    return "issued" if row["state"] == "used" else str(row["state"])
