"""Duty rosters: who is on duty on which line of which unit, from when until when."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None
LINE = "ix_roster_shift_line_unit_id_begins"
PERSON = "ix_roster_shift_person_id_begins"


def upgrade() -> None:
    op.create_table(
        "roster_shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("begins", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_roster_shift_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_roster_shift_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_shift")),
    )
    with op.batch_alter_table("roster_shift", schema=None) as batch:
        batch.create_index(LINE, ["line", "unit_id", "begins"], unique=False)
        batch.create_index(PERSON, ["person_id", "begins"], unique=False)


def downgrade() -> None:
    op.drop_table("roster_shift")
