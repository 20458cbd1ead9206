"""Products; entries of the ledger balance by the database; files taken away from papers that came back."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

REQUIRE_BALANCE = """
CREATE FUNCTION require_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(fen) FROM ledger_line WHERE entry_id = NEW.entry_id) <> 0 THEN
    RAISE EXCEPTION 'ledger_entry % does not balance', NEW.entry_id;
  END IF;
  RETURN NULL;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("spec", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folded", sa.String(length=240), nullable=False),
        sa.Column("initials", sa.String(length=240), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("code", name=op.f("uq_product_code")),
    )
    op.add_column("attachment", sa.Column("gone_from", sa.Integer(), nullable=True))
    require_balance()


def require_balance() -> None:
    """SQLite has no deferred triggers: there the one operation that posts holds it, and `portal verify`."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(REQUIRE_BALANCE)
        op.execute(
            "CREATE CONSTRAINT TRIGGER ledger_line_balances AFTER INSERT ON ledger_line"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_balance()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER ledger_line_balances ON ledger_line")
        op.execute("DROP FUNCTION require_balance()")
    with op.batch_alter_table("attachment") as table:
        table.drop_column("gone_from")
    op.drop_table("product")
