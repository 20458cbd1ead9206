"""Holds, destruction lists with documents and signatures; the content of what a signed list names may go."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None
APPEND_ONLY = ("hold_act", "destruction_signature")
FREE = sa.text("released_at IS NULL")
TO_DESTROY = """CREATE VIEW document_to_destroy AS
SELECT i.document_id FROM destruction_item i
JOIN destruction_list l ON l.id = i.list_id JOIN destruction_signature s ON s.list_id = l.id
WHERE l.state = 'signed' AND i.released_at IS NULL AND s.agreed AND s.person_id <> l.prepared_by
AND NOT EXISTS (SELECT 1 FROM hold_act h WHERE h.document_id = i.document_id AND h.held
AND h.id = (SELECT max(newest.id) FROM hold_act newest WHERE newest.document_id = i.document_id))
GROUP BY i.document_id HAVING count(DISTINCT s.person_id) = 2"""
MAY_GO = "OLD.document_id IN (SELECT document_id FROM document_to_destroy)"
# What may be blanked of a row, to what, and what must stay as it is.
BLANKED = {
    "snapshot": ("NEW.facts = '' AND NEW.view = ''",
                 ("id", "document_id", "position", "person_id", "task_id", "at", "version", "digest")),
    "decision": ("NEW.opinion = ''",
                 ("id", "document_id", "step_id", "task_id", "person_id", "for_id", "snapshot_id", "kind",
                  "post", "code", "at")),
    "route_act": ("NEW.names = '' AND NEW.words = ''",
                  ("id", "document_id", "task_id", "decision_id", "person_id", "for_id", "kind", "post",
                   "code", "at")),
}  # fmt: skip
NULLABLE = {"task_id": "0", "for_id": "0", "decision_id": "0"}
GUARDS = {
    "audit_payload_no_delete": (
        "DELETE", "audit_payload",
        "EXISTS (SELECT 1 FROM audit_event e JOIN document_to_destroy d "
        "ON e.stream = 'document:' || d.document_id WHERE e.id = OLD.event_id)",
    ),
    "document_no_claim": (
        "UPDATE OF destroyed_by", "document",
        "OLD.destroyed_by IS NULL AND OLD.id IN (SELECT document_id FROM document_to_destroy)",
    ),
    "destruction_list_no_delete": ("DELETE", "destruction_list", "1 = 0"),
    "destruction_list_no_update": (
        "UPDATE", "destruction_list",
        "NEW.id = OLD.id AND NEW.number = OLD.number AND NEW.until_year = OLD.until_year "
        "AND NEW.opinion = OLD.opinion AND NEW.prepared_by = OLD.prepared_by AND NEW.key = OLD.key "
        "AND NEW.at = OLD.at AND ((OLD.state = 'open' AND NEW.state IN ('signed', 'refused')) "
        "OR (OLD.state = 'signed' AND NEW.state = 'done'))",
    ),
    "destruction_item_no_delete": ("DELETE", "destruction_item", "1 = 0"),
    "destruction_item_no_update": (
        "UPDATE", "destruction_item",
        "NEW.id = OLD.id AND NEW.list_id = OLD.list_id AND NEW.document_id = OLD.document_id "
        "AND NEW.keep_years = OLD.keep_years AND NEW.due_from = OLD.due_from AND OLD.released_at IS NULL "
        "AND NEW.released_at IS NOT NULL AND NEW.released_by IS NOT NULL "
        "AND 'open' = (SELECT state FROM destruction_list WHERE id = OLD.list_id)",
    ),
    "destruction_item_no_insert": (
        "INSERT", "destruction_item",
        "'open' = (SELECT state FROM destruction_list WHERE id = NEW.list_id) "
        "AND NOT EXISTS (SELECT 1 FROM destruction_signature WHERE list_id = NEW.list_id)",
    ),
    "destruction_signature_no_insert": (
        "INSERT", "destruction_signature",
        "'open' = (SELECT state FROM destruction_list WHERE id = NEW.list_id "
        "AND prepared_by <> NEW.person_id)",
    ),
}  # fmt: skip


def upgrade() -> None:
    create_tables()
    op.execute(TO_DESTROY)
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            guard(f"{table}_no_{verb.lower()}", verb, table, "1 = 0")
    for table, (blank, kept) in BLANKED.items():
        drop(f"{table}_no_update", table)
        same = " AND ".join(unchanged(name) for name in kept)
        guard(f"{table}_no_update", "UPDATE", table, f"{MAY_GO} AND {blank} AND {same}")
    drop("audit_payload_no_delete", "audit_payload")
    for name, (verb, table, unless) in GUARDS.items():
        guard(name, verb, table, unless)


def create_tables() -> None:
    op.create_table(
        "doomed_file",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_doomed_file")),
    )
    op.create_table(
        "hold_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_hold_act_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hold_act_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold_act")),
    )
    op.create_index(op.f("ix_hold_act_document_id"), "hold_act", ["document_id"])
    op.create_table(
        "destruction_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("until_year", sa.Integer(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("prepared_by", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["prepared_by"], ["person.id"], name=op.f("fk_destruction_list_prepared_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_list")),
        sa.UniqueConstraint("number", name=op.f("uq_destruction_list_number")),
        sa.UniqueConstraint("prepared_by", "key", name=op.f("uq_destruction_list_prepared_by_key")),
    )
    op.create_table(
        "destruction_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("keep_years", sa.Integer(), nullable=False),
        sa.Column("due_from", sa.Date(), nullable=False),
        sa.Column("released_by", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["list_id"], ["destruction_list.id"], name=op.f("fk_destruction_item_list_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_destruction_item_document_id")
        ),
        sa.ForeignKeyConstraint(["released_by"], ["person.id"], name=op.f("fk_destruction_item_released_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_item")),
        sa.UniqueConstraint("list_id", "document_id", name=op.f("uq_destruction_item_list_id_document_id")),
    )
    op.create_index(op.f("ix_destruction_item_document_id"), "destruction_item", ["document_id"])
    op.create_index(
        "uq_destruction_item_standing", "destruction_item", ["document_id"], unique=True,
        sqlite_where=FREE, postgresql_where=FREE,
    )  # fmt: skip
    op.create_table(
        "destruction_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["destruction_list.id"], name=op.f("fk_destruction_signature_list_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_destruction_signature_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_signature")),
        sa.UniqueConstraint("list_id", "place", name=op.f("uq_destruction_signature_list_id_place")),
        sa.UniqueConstraint("list_id", "person_id", name=op.f("uq_destruction_signature_list_id_person_id")),
    )
    op.add_column("document", sa.Column("destroyed_by", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_document_type_finished_at"), "document", ["type", "finished_at"])


def unchanged(name: str) -> str:
    """SQL: that a column is as it was."""
    new, old = f"NEW.{name}", f"OLD.{name}"
    if name in NULLABLE:
        new, old = (f"COALESCE({each}, {NULLABLE[name]})" for each in (new, old))
    return f"{new} = {old}"


def guard(name: str, verb: str, table: str, unless: str) -> None:
    """Refuse a change unless something holds; PostgreSQL asks no other table in a trigger's condition, only
    in a function."""
    if op.get_bind().dialect.name == "sqlite":
        body = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN NOT COALESCE({unless}, 0) {body}")
        return
    row = "OLD" if verb == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {unless} THEN RETURN {row}; END IF; RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def drop(name: str, table: str) -> None:
    """Take a trigger away."""
    on = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER {name}{on}")


def downgrade() -> None:
    guards = [(f"{table}_no_update", table) for table in BLANKED]
    guards += [(name, table) for name, (_, table, _) in GUARDS.items()]
    guards += [(f"{table}_no_{verb}", table) for table in APPEND_ONLY for verb in ("update", "delete")]
    for name, table in guards:
        drop(name, table)
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP FUNCTION {name}()")
    op.execute("DROP VIEW document_to_destroy")
    for name in ("destruction_signature", "destruction_item", "destruction_list", "hold_act", "doomed_file"):
        op.drop_table(name)
    op.drop_index(op.f("ix_document_type_finished_at"), "document")
    op.drop_column("document", "destroyed_by")
    for table, verb in (*((table, "UPDATE") for table in BLANKED), ("audit_payload", "DELETE")):
        forbid(table, verb)


def forbid(table: str, verb: str) -> None:
    """As it was before: nothing may go."""
    body = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    if op.get_bind().dialect.name == "postgresql":
        body = "EXECUTE FUNCTION refuse_change()"
    op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW {body}")
