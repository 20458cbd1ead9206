"""Changes of parameters, never changed themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "parameter_turn",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("after", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name", "after", name=op.f("pk_parameter_turn")),
    )
    op.create_table(
        "parameter_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_parameter_change_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parameter_change")),
    )
    op.create_index(op.f("ix_parameter_change_name"), "parameter_change", ["name"])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for act in ("UPDATE", "DELETE"):
        head = f"CREATE TRIGGER parameter_change_no_{act.lower()} BEFORE {act} ON parameter_change"
        body = "BEGIN SELECT RAISE(ABORT, 'parameter_change is append-only'); END"
        op.execute(f"{head} {body}" if sqlite else f"{head} FOR EACH ROW EXECUTE FUNCTION refuse_change()")


def downgrade() -> None:
    op.drop_table("parameter_change")
    op.drop_table("parameter_turn")
