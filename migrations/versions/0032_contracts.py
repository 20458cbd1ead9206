"""Contracts, lines of expenses and refused attempts (never changed), what new customers may cost; an entry
may reverse another."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None
APPEND_ONLY = ("expense_line", "refused_attempt", "new_customer_accrued")
KEPT = ("document", "account", "purchase", "advance_asked", "contract", "new_customer_asked")
OLDER = ("document", "account", "purchase", "advance_asked")
REBUILT = "ledger_entry"


def upgrade() -> None:
    op.create_table(
        "refused_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("customer", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("message", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_refused_attempt_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_attempt")),
    )
    with op.batch_alter_table("refused_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_refused_attempt_at"), ["at"], unique=False)

    op.create_table(
        "contract",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("customer", sa.String(length=80), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_contract_customer_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_contract_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
        sa.UniqueConstraint("number", name=op.f("uq_contract_number")),
    )
    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contract_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "expense_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("customer", sa.String(length=120), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("payee", sa.String(length=80), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_expense_line_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_line")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_expense_line_document_id_position")),
    )
    with op.batch_alter_table("expense_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expense_line_month_id"), ["month", "id"], unique=False)

    op.create_table(
        "new_customer_accrued",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["document.id"], name=op.f("fk_new_customer_accrued_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_new_customer_accrued_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_new_customer_accrued")),
        sa.UniqueConstraint(
            "document_id", "position", name=op.f("uq_new_customer_accrued_document_id_position")
        ),
    )
    with op.batch_alter_table("new_customer_accrued", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_new_customer_accrued_application_id"), ["application_id"], unique=False
        )

    op.create_table(
        "new_customer_asked",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("contract", sa.String(length=40), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("customer", sa.String(length=120), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("first_fen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_new_customer_asked_document_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_new_customer_asked_person_id")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_new_customer_asked_product_id")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_new_customer_asked")),
    )
    with op.batch_alter_table("new_customer_asked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_new_customer_asked_contract"), ["contract"], unique=False)
        batch_op.create_index(batch_op.f("ix_new_customer_asked_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reverses", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.drop_constraint(batch_op.f("uq_ledger_entry_document_id"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_ledger_entry_document_id_reverses"), ["document_id", "reverses"]
        )

    op.add_column("document", sa.Column("decide_at", sa.DateTime(), nullable=True))

    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in (*APPEND_ONLY, *([REBUILT] if sqlite else [])):
        for verb in ("UPDATE", "DELETE"):
            forbid(table, verb)
    for table in KEPT:
        forbid(table, "DELETE")
    repeat_accruals()


def forbid(table: str, verb: str) -> None:
    """What was written stays (SQLite loses the triggers of a table that is rebuilt); the function
    refuse_change() is PostgreSQL's, of revision 0001."""
    body = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    if op.get_bind().dialect.name == "postgresql":
        body = "EXECUTE FUNCTION refuse_change()"
    op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW {body}")


def repeat_accruals() -> None:
    """What tables in force accrued before is spent line by line, too."""
    op.execute(
        "INSERT INTO expense_line (document_id, position, month, customer, use, payee, fen) "
        "SELECT a.document_id, a.position, a.month, c.name, a.use, '', a.fen "
        "FROM expense_accrual a JOIN customer c ON c.id = a.customer_id ORDER BY a.id"
    )


def downgrade() -> None:
    for table in OLDER:
        on = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
        op.execute(f"DROP TRIGGER {table}_no_delete{on}")
    op.drop_column("document", "decide_at")

    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_ledger_entry_document_id_reverses"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_ledger_entry_document_id"), ["document_id"])
        batch_op.drop_column("reverses")

    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            forbid(REBUILT, verb)

    with op.batch_alter_table("new_customer_asked", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_new_customer_asked_person_id"))
        batch_op.drop_index(batch_op.f("ix_new_customer_asked_contract"))

    op.drop_table("new_customer_asked")
    with op.batch_alter_table("new_customer_accrued", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_new_customer_accrued_application_id"))

    op.drop_table("new_customer_accrued")
    with op.batch_alter_table("expense_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expense_line_month_id"))

    op.drop_table("expense_line")
    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contract_customer_id"))

    op.drop_table("contract")
    with op.batch_alter_table("refused_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_refused_attempt_at"))

    op.drop_table("refused_attempt")
