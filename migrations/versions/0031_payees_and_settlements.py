"""Payees, advances (never changed; those in force by what they posted), settlements, spot checks."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None
APPEND_ONLY = ("advance", "spot_check")
DRAWN = """
INSERT INTO advance (document_id, person_id, account_id, table_id, fen, day, within)
SELECT document.id, document.author_id, special.id, NULL, own.fen, ledger_entry.day, 10
FROM document
JOIN ledger_entry ON ledger_entry.document_id = document.id
JOIN ledger_line AS own ON own.entry_id = ledger_entry.id AND own.fen > 0
JOIN account AS person ON person.id = own.account_id AND person.kind = 'person'
JOIN ledger_line AS gone ON gone.entry_id = ledger_entry.id AND gone.fen < 0
JOIN account AS special ON special.id = gone.account_id AND special.kind = 'special'
WHERE document.type = 'F07-4' AND document.status IN ('approved', 'effective')
"""


def upgrade() -> None:
    op.create_table(
        "advance",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=True),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("within", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_advance_account_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_advance_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_advance_person_id")),
        sa.ForeignKeyConstraint(["table_id"], ["document.id"], name=op.f("fk_advance_table_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_advance")),
    )
    with op.batch_alter_table("advance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advance_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_advance_person_id_document_id"), ["person_id", "document_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_advance_table_id"), ["table_id"], unique=False)

    op.create_table(
        "payee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=18), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folded", sa.String(length=240), nullable=False),
        sa.Column("initials", sa.String(length=240), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_payee_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee")),
        sa.UniqueConstraint("code", name=op.f("uq_payee_code")),
    )
    with op.batch_alter_table("payee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payee_customer_id"), ["customer_id"], unique=False)

    op.create_table(
        "settled_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("payee_id", sa.Integer(), nullable=False),
        sa.Column("invoice", sa.String(length=40), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("guests", sa.String(length=40), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_settled_line_customer_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_settled_line_document_id")),
        sa.ForeignKeyConstraint(["payee_id"], ["payee.id"], name=op.f("fk_settled_line_payee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settled_line")),
        sa.UniqueConstraint("payee_id", "invoice", name=op.f("uq_settled_line_payee_id_invoice")),
    )
    with op.batch_alter_table("settled_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_settled_line_customer_id_day"), ["customer_id", "day"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_settled_line_document_id"), ["document_id"], unique=False)

    op.create_table(
        "settlement",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("advance_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("spent_fen", sa.BigInteger(), nullable=False),
        sa.Column("returned_fen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["advance_id"], ["advance.document_id"], name=op.f("fk_settlement_advance_id")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_settlement_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_settlement_person_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_settlement")),
    )
    with op.batch_alter_table("settlement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_settlement_advance_id"), ["advance_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_settlement_person_id"), ["person_id"], unique=False)

    op.create_table(
        "spot_check",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("settlement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_spot_check_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_spot_check_person_id")),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["settlement.document_id"], name=op.f("fk_spot_check_settlement_id")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_spot_check")),
    )
    with op.batch_alter_table("spot_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spot_check_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_spot_check_settlement_id"), ["settlement_id"], unique=False)

    with op.batch_alter_table("advance_asked", schema=None) as batch_op:
        batch_op.add_column(sa.Column("table_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_advance_asked_table_id"), ["table_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_advance_asked_account_id"), "account", ["account_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_advance_asked_table_id"), "document", ["table_id"], ["id"])

    op.execute(DRAWN)
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            forbid(table, verb)


def forbid(table: str, verb: str) -> None:
    """What a document said stays; the function refuse_change() is PostgreSQL's, of revision 0001."""
    body = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    if op.get_bind().dialect.name == "postgresql":
        body = "EXECUTE FUNCTION refuse_change()"
    op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW {body}")


def downgrade() -> None:
    with op.batch_alter_table("advance_asked", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_advance_asked_table_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_advance_asked_account_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_advance_asked_table_id"))
        batch_op.drop_column("account_id")
        batch_op.drop_column("table_id")

    with op.batch_alter_table("spot_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spot_check_settlement_id"))
        batch_op.drop_index(batch_op.f("ix_spot_check_person_id"))

    op.drop_table("spot_check")
    with op.batch_alter_table("settlement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_settlement_person_id"))
        batch_op.drop_index(batch_op.f("ix_settlement_advance_id"))

    op.drop_table("settlement")
    with op.batch_alter_table("settled_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_settled_line_document_id"))
        batch_op.drop_index(batch_op.f("ix_settled_line_customer_id_day"))

    op.drop_table("settled_line")
    with op.batch_alter_table("payee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payee_customer_id"))

    op.drop_table("payee")
    with op.batch_alter_table("advance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_advance_table_id"))
        batch_op.drop_index(batch_op.f("ix_advance_person_id_document_id"))
        batch_op.drop_index(batch_op.f("ix_advance_account_id"))

    op.drop_table("advance")
