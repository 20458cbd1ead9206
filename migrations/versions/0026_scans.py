"""Scans of papers that came back, signed copies, when an original is wanted back, duties that arise once."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_scan_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_scan_person_id_key")),
    )
    op.create_index(op.f("ix_scan_state"), "scan", ["state"])
    op.create_table(
        "scan_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("fault", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["scan_id"], ["scan.id"], name=op.f("fk_scan_file_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_file")),
        sa.UniqueConstraint("scan_id", "position", name=op.f("uq_scan_file_scan_id_position")),
    )
    op.create_index(op.f("ix_scan_file_digest"), "scan_file", ["digest"])
    op.create_table(
        "scan_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("boxes", sa.String(length=200), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["scan_id"], ["scan.id"], name=op.f("fk_scan_page_scan_id")),
        sa.ForeignKeyConstraint(["file_id"], ["scan_file.id"], name=op.f("fk_scan_page_file_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_scan_page_document_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_scan_page_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_page")),
        sa.UniqueConstraint("file_id", "position", name=op.f("uq_scan_page_file_id_position")),
    )
    op.create_index(op.f("ix_scan_page_scan_id"), "scan_page", ["scan_id"])
    op.create_index(op.f("ix_scan_page_picture"), "scan_page", ["picture"])
    op.create_index(
        op.f("ix_scan_page_document_id_version_copy"), "scan_page", ["document_id", "version", "copy"]
    )
    op.create_index(op.f("ix_scan_page_state_id"), "scan_page", ["state", "id"])
    op.create_table(
        "signed_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_signed_copy_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signed_copy_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_copy")),
        sa.UniqueConstraint(
            "document_id", "version", "copy", name=op.f("uq_signed_copy_document_id_version_copy")
        ),
    )
    op.create_index(op.f("ix_signed_copy_digest"), "signed_copy", ["digest"])
    op.add_column("printed_copy", sa.Column("back_by", sa.Date(), nullable=True))
    op.create_index(op.f("ix_printed_copy_back_by"), "printed_copy", ["back_by"])
    op.add_column(
        "duty_occurrence", sa.Column("about", sa.String(length=160), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("duty_occurrence", "about")
    op.drop_index(op.f("ix_printed_copy_back_by"), table_name="printed_copy")
    op.drop_column("printed_copy", "back_by")
    for table in ("signed_copy", "scan_page", "scan_file", "scan"):
        op.drop_table(table)
