"""Every printing of blanks has a secret, on which the checks of their codes depend."""

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("blank_issue", sa.Column("secret", sa.String(length=64), nullable=False, server_default=""))
    issues = sa.table("blank_issue", sa.column("id", sa.Integer), sa.column("secret", sa.String))
    connection = op.get_bind()
    for issue_id in connection.scalars(sa.select(issues.c.id)).all():
        own = sa.update(issues).where(issues.c.id == issue_id).values(secret=token_hex())
        connection.execute(own)


def downgrade() -> None:
    op.drop_column("blank_issue", "secret")
