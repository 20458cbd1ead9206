"""Problems: what is behind several incidents."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "problem",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("regulation", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("symptom", sa.String(length=120), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("thing", sa.String(length=80), nullable=False),
        sa.Column("opened", sa.Date(), nullable=False),
        sa.Column("workaround", sa.String(length=300), nullable=False),
        sa.Column("root_cause", sa.String(length=300), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=True),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["document.id"], name=op.f("fk_problem_article_id")),
        sa.ForeignKeyConstraint(["case_id"], ["document.id"], name=op.f("fk_problem_case_id")),
        sa.ForeignKeyConstraint(["change_id"], ["document.id"], name=op.f("fk_problem_change_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_problem")),
    )
    with op.batch_alter_table("problem", schema=None) as batch:
        batch.create_index(op.f("ix_problem_regulation_part"), ["regulation", "part"], unique=False)


def downgrade() -> None:
    op.drop_table("problem")
