"""Incidents: what does not work, for whom, and how far it is; letters to the desk that were read."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0039"
branch_labels = None
depends_on = None
INDEXES = (
    ("regulation", "reported_at"),
    ("reporter_id", "reported_at"),
    ("resolver_id", "closed"),
    ("closed", "level"),
    ("problem_id",),
)
PEOPLE = ("reporter_id", "resolver_id")


def upgrade() -> None:
    op.create_table(
        "incident",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("regulation", sa.String(length=8), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=False),
        sa.Column("symptom", sa.String(length=120), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("thing", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("resolver_id", sa.Integer(), nullable=True),
        sa.Column("reported_at", sa.DateTime(), nullable=False),
        sa.Column("responded_at", sa.DateTime(), nullable=True),
        sa.Column("restored_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("solution", sa.String(length=300), nullable=False),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("problem_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["document.id"], name=op.f("fk_incident_case_id")),
        sa.ForeignKeyConstraint(["problem_id"], ["document.id"], name=op.f("fk_incident_problem_id")),
        *(
            sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_incident_{name}"))
            for name in PEOPLE
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_incident")),
    )
    with op.batch_alter_table("incident", schema=None) as batch:
        for columns in INDEXES:
            batch.create_index(op.f(f"ix_incident_{'_'.join(columns)}"), list(columns), unique=False)
    op.create_table(
        "letter_taken",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("sender", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("why_not", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["document.id"], name=op.f("fk_letter_taken_case_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_letter_taken")),
    )


def downgrade() -> None:
    op.drop_table("letter_taken")
    op.drop_table("incident")
