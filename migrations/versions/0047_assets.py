"""Assets, and counts of them."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("model", sa.String(length=40), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("serial_key", sa.String(length=40), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("room", sa.String(length=40), nullable=False),
        sa.Column("bought", sa.Date(), nullable=True),
        sa.Column("warranty", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=4), nullable=False),
        sa.Column("remark", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(length=60), nullable=True),
        sa.Column("folded", sa.String(length=240), nullable=False),
        sa.Column("initials", sa.String(length=240), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_asset_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], name=op.f("fk_asset_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
        sa.UniqueConstraint("form_key", name=op.f("uq_asset_form_key")),
        sa.UniqueConstraint("number", name=op.f("uq_asset_number")),
        sa.UniqueConstraint("serial_key", name=op.f("uq_asset_serial_key")),
    )
    with op.batch_alter_table("asset", schema=None) as batch:
        batch.create_index(batch.f("ix_asset_unit_id"), ["unit_id"], unique=False)
        batch.create_index(batch.f("ix_asset_user_id"), ["user_id"], unique=False)
        batch.create_index(batch.f("ix_asset_warranty"), ["warranty"], unique=False)

    op.create_table(
        "asset_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_asset_count_closed_by")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_asset_count_opened_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_asset_count_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_count")),
    )
    op.create_table(
        "asset_count_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("count_id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("result", sa.String(length=10), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_asset_count_line_asset_id")),
        sa.ForeignKeyConstraint(["count_id"], ["asset_count.id"], name=op.f("fk_asset_count_line_count_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_asset_count_line_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_count_line")),
        sa.UniqueConstraint("count_id", "code", name=op.f("uq_asset_count_line_count_id_code")),
    )
    with op.batch_alter_table("asset_count_line", schema=None) as batch:
        batch.create_index(batch.f("ix_asset_count_line_asset_id"), ["asset_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("asset_count_line", schema=None) as batch:
        batch.drop_index(batch.f("ix_asset_count_line_asset_id"))

    op.drop_table("asset_count_line")
    op.drop_table("asset_count")
    with op.batch_alter_table("asset", schema=None) as batch:
        batch.drop_index(batch.f("ix_asset_warranty"))
        batch.drop_index(batch.f("ix_asset_user_id"))
        batch.drop_index(batch.f("ix_asset_unit_id"))

    op.drop_table("asset")
