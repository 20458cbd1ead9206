"""Duties that came round, feeds of them, approved leave."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duty_feed",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_duty_feed_person_id")),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_duty_feed")),
    )
    op.create_index(op.f("ix_duty_feed_person_id"), "duty_feed", ["person_id"])
    op.create_table(
        "absence",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_absence_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_person_id_since"), "absence", ["person_id", "since"])
    op.create_table(
        "duty_occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("opens", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("late", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_duty_occurrence_closed_by")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_duty_occurrence_document_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_duty_occurrence_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_duty_occurrence_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_occurrence")),
        sa.UniqueConstraint(
            "duty", "person_id", "first_day", name=op.f("uq_duty_occurrence_duty_person_id_first_day")
        ),
    )
    for columns in (["document_id"], ["person_id", "due"], ["state", "due"], ["unit_id", "due"]):
        name = op.f(f"ix_duty_occurrence_{'_'.join(columns)}")
        op.create_index(name, "duty_occurrence", columns)


def downgrade() -> None:
    op.drop_table("duty_occurrence")
    op.drop_table("absence")
    op.drop_table("duty_feed")
