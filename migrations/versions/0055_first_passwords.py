"""First passwords: until when they open, and which sessions they opened."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("identity", schema=None) as batch:
        batch.add_column(sa.Column("first_until", sa.DateTime(), nullable=True))
    with op.batch_alter_table("sign_in", schema=None) as batch:
        batch.add_column(sa.Column("must_choose", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("sign_in", schema=None) as batch:
        batch.drop_column("must_choose")
    with op.batch_alter_table("identity", schema=None) as batch:
        batch.drop_column("first_until")
