"""Customers grow: card, contacts, names to search by, and the prefix of each unit's codes."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op
from pypinyin import lazy_pinyin

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEW = {
    "address": sa.String(length=120),
    "state": sa.String(length=10),
    "remark": sa.String(length=300),
    "version": sa.Integer(),
    "folded": sa.String(length=240),
    "bare": sa.String(length=240),
    "initials": sa.String(length=240),
    "pinyin": sa.String(length=1440),
}
LEGAL_FORMS = ("股份有限公司", "有限责任公司", "有限公司", "总公司", "分公司", "公司")
CODE = re.compile(r"([A-Z]{1,8})([0-9]{4,9})")


def upgrade() -> None:
    create_tables()
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("graded_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("form_key", sa.String(length=60), nullable=True))
        for name, kind in NEW.items():
            batch_op.add_column(sa.Column(name, kind, nullable=True))
    fill()
    with op.batch_alter_table("customer", schema=None) as batch_op:
        for name, kind in NEW.items():
            batch_op.alter_column(name, existing_type=kind, nullable=False)
        batch_op.create_index(batch_op.f("ix_customer_bare"), ["bare"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_customer_form_key"), ["form_key"])


def create_tables() -> None:
    op.create_table(
        "customer_prefix",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_customer_prefix_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_customer_prefix")),
        sa.UniqueConstraint("prefix", name=op.f("uq_customer_prefix_prefix")),
    )
    op.create_table(
        "customer_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("digits", sa.String(length=20), nullable=False),
        sa.Column("tail", sa.String(length=4), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("consent_how", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_customer_contact_customer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_contact")),
    )
    with op.batch_alter_table("customer_contact", schema=None) as batch_op:
        for column in ("customer_id", "digits", "tail"):
            batch_op.create_index(batch_op.f(f"ix_customer_contact_{column}"), [column], unique=False)


def fill() -> None:
    """Names to search by, and where each unit's series of codes goes on."""
    place = op.get_bind()
    customers = place.execute(sa.text("SELECT id, code, name, unit_id FROM customer ORDER BY id")).all()
    update = sa.text(
        "UPDATE customer SET address = '', state = 'active', remark = '', version = 1, folded = :folded,"
        " bare = :bare, initials = :initials, pinyin = :pinyin WHERE id = :id"
    )
    if customers:
        place.execute(update, [{"id": c.id, **search_names(c.name)} for c in customers])
    for unit_id in sorted({c.unit_id for c in customers}):
        mine = {c.code for c in customers if c.unit_id == unit_id}
        go_on(unit_id, mine, {c.code for c in customers} - mine)


def go_on(unit_id: int, codes: set[str], others: set[str]) -> None:
    """Continue a unit's codes where they are a series of its own; otherwise a prefix is chosen later."""
    parts = [CODE.fullmatch(code) for code in codes]
    prefixes = {part[1] for part in parts if part}
    if None in parts or len(prefixes) != 1 or any(prefix_in(other) in prefixes for other in others):
        return
    prefix, serials = prefixes.pop(), sorted(int(part[2]) for part in parts if part)
    place, series = op.get_bind(), f"customer:{unit_id}"
    insert = "INSERT INTO customer_prefix (unit_id, prefix) VALUES (:unit_id, :prefix)"
    place.execute(sa.text(insert), {"unit_id": unit_id, "prefix": prefix})
    insert = "INSERT INTO series (name, next) VALUES (:series, :next)"
    place.execute(sa.text(insert), {"series": series, "next": serials[-1] + 1})
    insert = "INSERT INTO serial (series, serial, state) VALUES (:series, :serial, 'issued')"
    place.execute(sa.text(insert), [{"series": series, "serial": serial} for serial in serials])


def prefix_in(code: str) -> str:
    part = CODE.fullmatch(code)
    return part[1] if part else ""


def search_names(name: str) -> dict[str, str]:
    """As portal.domain.customers.names had it on the day of this migration, without its fine points."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(c for c in plain if unicodedata.category(c)[0] in "LNM")[:240]
    form = next((form for form in LEGAL_FORMS if plain.endswith(form) and plain != form), "")
    runs = re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", plain)
    spoken = [s for run in runs for s in ([run] if run.isascii() else syllables(run))]
    initials = [s for run in runs for s in ([run] if run.isascii() else [s[0] for s in syllables(run)])]
    return {
        "folded": plain,
        "bare": plain.removesuffix(form),
        "initials": "".join(initials),
        "pinyin": "".join(spoken),
    }


def syllables(run: str) -> list[str]:
    spoken = lazy_pinyin(run, errors=lambda unread: ["ji" if c == "𠮷" else c for c in unread])
    return [*spoken[:-1], "hang"] if run[1:].endswith("行") else spoken


def downgrade() -> None:
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_customer_form_key"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_customer_bare"))
        for name in ("graded_on", "form_key", *NEW):
            batch_op.drop_column(name)
    op.drop_table("customer_contact")
    op.drop_table("customer_prefix")
    op.execute("DELETE FROM serial WHERE series LIKE 'customer:%'")
    op.execute("DELETE FROM series WHERE name LIKE 'customer:%'")
