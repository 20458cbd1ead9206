"""The database: reachable, migrated, and with what makes the records append-only."""

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from portal.config import ROOT, Settings
from portal.deployment.lack import Lacks, must, should
from portal.extensions import CONNECTIONS, db

NEVER_CHANGED = (
    "advance", "audit_event", "audit_payload", "calendar_entry", "case_event", "daily_seal", "decision",
    "destruction_item", "destruction_list", "destruction_signature", "expense_accrual", "expense_line",
    "expense_standard", "flow_override", "handover", "handover_confirmation", "hold_act", "ledger_entry",
    "ledger_line", "new_customer_accrued", "parameter_change", "printed_copy", "refused_attempt", "route_act",
    "snapshot", "spot_check",
)  # fmt: skip
NEVER_DELETED = (
    "account", "advance_asked", "contract", "document", "new_customer_asked", "purchase",
)  # fmt: skip
ALSO = ("destruction_item_no_insert", "destruction_signature_no_insert", "document_no_claim")
GUARDS = frozenset(
    [f"{table}_no_{verb}" for table in NEVER_CHANGED for verb in ("update", "delete")]
    + [f"{table}_no_delete" for table in NEVER_DELETED]
    + list(ALSO)
)
BALANCES = frozenset(["ledger_line_balances"])  # of PostgreSQL; SQLite has no triggers at the commit
OF_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
OF_POSTGRESQL = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
OLDEST_POSTGRESQL = 130000
RIGHTS = """SELECT rolsuper, pg_catalog.has_table_privilege('audit_event', 'UPDATE, DELETE, TRUNCATE')
    FROM pg_roles WHERE rolname = current_user"""
RECOVERS = ("fsync", "full_page_writes", "synchronous_commit")


def migrated(_settings: Settings) -> Lacks:
    """Whether the database can be asked, and is as new as the program."""
    try:
        found, newest = revisions()
    except SQLAlchemyError:
        yield must("连不上数据库：看 DATABASE_URL 写得对不对，数据库开了没有。")
        return
    if found is None:
        yield must("数据库是空的：执行 portal migrate，再执行 portal init 建立公司和第一个管理员。")
    elif found != newest:
        yield must(f"数据库的版本是 {found}，程序要 {newest}：停下门户，备份，执行 portal migrate。")


def revisions() -> tuple[str | None, str | None]:
    """The database's revision and the newest one; migrations are read as if one were under way."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            newest = ScriptDirectory.from_config(migrations()).get_current_head()
        return context.get_current_revision(), newest


def migrations() -> Config:
    """Where the migrations are."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


def guards(_settings: Settings) -> Lacks:
    """The triggers that refuse to change a record."""
    with db.engine.connect() as connection:
        gone = sorted(wanted(connection.dialect.name) - there(connection))
    if gone:
        yield must(
            f"不许改动记录的触发器少了 {len(gone)} 个（{gone[0]} 等）：先 portal verify，再从备份恢复。"
        )


def wanted(dialect: str) -> frozenset[str]:
    """The triggers that a migrated database has."""
    return GUARDS | BALANCES if dialect == "postgresql" else GUARDS


def there(connection: Connection) -> set[str]:
    """The triggers that the database has and uses."""
    query = OF_SQLITE if connection.dialect.name == "sqlite" else OF_POSTGRESQL
    return set(connection.scalars(text(query)))


def server(settings: Settings) -> Lacks:
    """PostgreSQL: what of it loses papers, and what its role may do that it need not."""
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect() as connection:
        yield from durable(connection)
        yield from rights(connection)
        yield from room(connection, settings.serving.processes + 1)


def durable(connection: Connection) -> Lacks:
    """Nothing confirmed may be lost when the power fails; every character must have a place."""
    off = [name for name in RECOVERS if shown(connection, name) == "off"]
    if off:
        yield must(f"PostgreSQL 的 {'、'.join(off)} 关着，断电会丢单据：在 postgresql.conf 里打开。")
    if shown(connection, "server_encoding") != "UTF8":
        yield must("PostgreSQL 的库不是 UTF8 编码，有的字存不进去：用 createdb --encoding UTF8 重建。")
    if int(shown(connection, "server_version_num")) < OLDEST_POSTGRESQL:
        yield must("PostgreSQL 太旧：至少要 13。")


def rights(connection: Connection) -> Lacks:
    """A role that owns nothing can neither empty a table nor switch a trigger off."""
    superuser, changes = connection.execute(text(RIGHTS)).one()
    if superuser:
        yield must("门户用数据库的超级用户连接：建一个普通用户给它，见 docs/deploy.md。")
    elif changes:
        yield should(
            "门户的数据库用户还能改审计记录：按 deploy/postgresql-roles.sql 把表的主人和门户的用户分开。"
        )


def room(connection: Connection, processes: int) -> Lacks:
    """Each process keeps so many connections."""
    allowed, needed = int(shown(connection, "max_connections")), processes * CONNECTIONS
    if needed > allowed:
        yield should(
            f"PostgreSQL 最多 {allowed} 个连接，{processes} 个进程会要到 {needed} 个：加大 max_connections。"
        )


def shown(connection: Connection, name: str) -> str:
    """A setting of the server."""
    return str(connection.scalar(text(f"SHOW {name}")))
