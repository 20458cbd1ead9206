"""A whole database as rows in one small file that every engine can take in, at the revision it had.

`python -m tests.kept.rows` keeps the demonstration company of today as <revision>.json.gz; done at a release.
"""

import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask_migrate import upgrade

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.core.printing.worker import print_what_is_wanted
from portal.demonstration.company import create_demonstration
from portal.extensions import db
from tests.turns import due

HERE = Path(__file__).parent
MOVED = {
    "serial": ("state",),  # 0008: used instead of issued
    "complaint": ("cause_class", "loss", "order_number", "product_id", "region"),  # 0037: product_complaint
}
MADE = ("alembic_version", "document_search")
Rows = dict[str, list[dict[str, Any]]]
READ = {date: date.fromisoformat, datetime: datetime.fromisoformat, time: time.fromisoformat}


def kept() -> list[Path]:
    """The kept databases, oldest first."""
    return sorted(HERE.glob("*.json.gz"))


def in_turn() -> list[Path]:
    """The newest of the kept databases, and of the others a quarter a day."""
    return [path for path in kept() if path == kept()[-1] or due(path.name)]


def revision_of(path: Path) -> str:
    """The revision at which a database was kept."""
    return path.name.partition(".")[0]


def dump(engine: sa.Engine) -> Rows:
    """Every row of every table; tables in the order of their foreign keys."""
    with engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for table in reflected(engine)
        }


def changed(before: Rows, after: Rows) -> list[str]:
    """The tables of which a row is gone or says something else than before, but what was moved."""
    return [
        name
        for name, rows in before.items()
        if said(rows, rows, MOVED.get(name, ())) - said(after.get(name, []), rows, MOVED.get(name, ()))
    ]


def said(rows: list[dict[str, Any]], like: list[dict[str, Any]], without: Iterable[str]) -> Counter[str]:
    """What rows say in the columns that others have, and how many say the same."""
    columns = sorted(like[0].keys() - set(without)) if like else []
    return Counter(repr([row.get(column) for column in columns]) for row in rows)


def restore(engine: sa.Engine, path: Path) -> None:
    """Insert the rows of a file into the empty tables of its revision."""
    rows = json.loads(gzip.decompress(path.read_bytes()))
    with engine.begin() as connection:
        for table in reflected(engine):
            values = [decoded(table, row) for row in rows[table.name]]
            if values:
                connection.execute(table.insert(), values)
        if engine.dialect.name == "postgresql":
            for statement in counters(engine):
                connection.execute(statement)


def reflected(engine: sa.Engine) -> Iterator[sa.Table]:
    """The tables as they are in the database, whatever the models say by now; no index of search."""
    metadata = sa.MetaData()
    metadata.reflect(engine, only=lambda name, _: not name.startswith(MADE))
    return iter(metadata.sorted_tables)


def decoded(table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row with its days and moments."""
    types = {column.name: column.type.python_type for column in table.columns}
    return {
        name: READ[types[name]](value) if types[name] in READ and value else value
        for name, value in row.items()
    }


def counters(engine: sa.Engine) -> Iterator[sa.TextClause]:
    """What tells PostgreSQL which ids are taken."""
    for table in reflected(engine):
        if "id" in table.columns:
            place = f"pg_get_serial_sequence('{table.name}', 'id')"
            yield sa.text(f"SELECT setval({place}, max(id)) FROM {table.name}")  # noqa: S608 - our own names


def keep() -> Path:
    """Keep the demonstration company as it is made today, papers printed."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), f"sqlite:///{folder}/portal.db", testing=True)
        app = create_app(settings)
        with app.app_context():
            upgrade(str(ROOT / "migrations"))
            create_demonstration("请进-1234", writers=4)
            print_what_is_wanted()
            revision = db.session.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one()
            text = json.dumps(dump(db.engine), default=str, ensure_ascii=False)
            db.engine.dispose()
    path = HERE / f"{revision}.json.gz"
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    return path


if __name__ == "__main__":
    print(keep())
