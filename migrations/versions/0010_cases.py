"""Cases: where each stands, the papers in its file, and its events, which are never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("stage", sa.String(length=20), nullable=True))
    # Written out: with a foreign key of its own, Alembic would copy the whole table on SQLite.
    op.execute(
        "ALTER TABLE document ADD COLUMN case_id INTEGER"
        " CONSTRAINT fk_document_case_id REFERENCES document (id)"
    )
    op.create_index(op.f("ix_document_type_stage_id"), "document", ["type", "stage", "id"])
    op.create_index(op.f("ix_document_case_id"), "document", ["case_id"])
    op.create_table(
        "case_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("note", sa.String(length=20), nullable=False),
        sa.Column("stage_from", sa.String(length=20), nullable=False),
        sa.Column("stage_to", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["document.id"], name=op.f("fk_case_event_case_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["document.id"], name=op.f("fk_case_event_paper_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_event_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_case_event_case_id_position")),
    )
    op.create_index(op.f("ix_case_event_paper_id"), "case_event", ["paper_id"])
    refuse_changes()


def refuse_changes() -> None:
    """The function refuse_change() is PostgreSQL's, made by revision 0001."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for act in ("UPDATE", "DELETE"):
        head = f"CREATE TRIGGER case_event_no_{act.lower()} BEFORE {act} ON case_event"
        body = "BEGIN SELECT RAISE(ABORT, 'case_event is append-only'); END"
        op.execute(f"{head} {body}" if sqlite else f"{head} FOR EACH ROW EXECUTE FUNCTION refuse_change()")


def downgrade() -> None:
    op.drop_table("case_event")
    op.drop_index(op.f("ix_document_case_id"), "document")
    op.drop_index(op.f("ix_document_type_stage_id"), "document")
    op.drop_column("document", "case_id")
    op.drop_column("document", "stage")
