"""Knowledge articles."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("regulation", sa.String(length=8), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("symptom", sa.String(length=300), nullable=False),
        sa.Column("cause", sa.String(length=300), nullable=False),
        sa.Column("solution", sa.String(length=1000), nullable=False),
        sa.Column("keywords", sa.String(length=80), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("expires", sa.Date(), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("spoken", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_article_document_id")),
        sa.ForeignKeyConstraint(["first_id"], ["document.id"], name=op.f("fk_article_first_id")),
        sa.ForeignKeyConstraint(["replaced_by"], ["document.id"], name=op.f("fk_article_replaced_by")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_article")),
    )
    with op.batch_alter_table("article", schema=None) as batch:
        batch.create_index(op.f("ix_article_first_id"), ["first_id"], unique=False)
        batch.create_index(op.f("ix_article_replaced_by"), ["replaced_by"], unique=False)


def downgrade() -> None:
    op.drop_table("article")
