"""A database with as many documents as wanted, kept in the cache folder; migrated when the schema changes.

python -m tests.bench.building.big 20000 [postgresql]
"""

import json
import os
import random
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import psycopg
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from portal.app import create_app
from portal.config import ROOT, Settings, with_driver
from portal.core.org.models import Person, Unit, UnitPlace
from portal.core.printing.renderer import renderer
from portal.demonstration.company import create_company
from portal.extensions import db
from tests.bench.building import company
from tests.bench.building.company import Office
from tests.bench.building.copying import COUNTED, Copier, Wanted
from tests.bench.building.loading import AT_ONCE, Rows, loader
from tests.bench.building.patterns import Pattern, make
from tests.bench.server import start_postgresql
from tests.passwords import PASSWORD

SHAPE = 3  # of what is built: another one is built anew
YEARS, SEED = 5, 20261130
OF_CHEN = 20  # every so many is one of 陈立's
OF_WU, OPEN_OF_WU, OPEN_OF_CHEN = 60, 35, 45  # 吴桐 has so many, however many there are
LATELY = (
    17  # one in so many is of the last months; of those most are still on their way, of others hardly any
)
OPEN, OPEN_STILL = 0.6, 0.001


class Built(NamedTuple):
    """A database that is ready, and what it took to make it."""

    settings: Settings
    documents: int
    seconds: float
    megabytes: int


def folder() -> Path:
    """Where databases are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "guiju" / "bench"


def built(documents: int, engine: str = "sqlite") -> Built:
    """The database with so many documents; made if there is none of this schema."""
    place = folder() / f"{engine}-{documents}"
    now = {"revision": revision(), "shape": SHAPE}
    note = place / "built.json"
    told = json.loads(note.read_text()) if note.exists() else {}
    url = address(place, engine, documents)
    settings = Settings(place, url, testing=True)
    if told.get("shape") != SHAPE or not is_there(url):
        told = {**now, **build(settings, documents)}
    elif told["revision"] != now["revision"]:
        told |= now | {"migrated": bring_up_to_date(settings)}
    note.write_text(json.dumps(told))
    return Built(settings, documents, told["seconds"], told["megabytes"])


def is_there(url: str) -> bool:
    """Whether the database is still there: a server that was stopped has thrown its own away."""
    if url.startswith("sqlite"):
        return Path(url.removeprefix("sqlite:///")).exists()
    try:
        psycopg.connect(url.replace("+psycopg", "")).close()
    except psycopg.OperationalError:
        return False
    return True


def bring_up_to_date(settings: Settings) -> float:
    """Migrate it as an installation is; how long that took."""
    began, app = time.perf_counter(), create_app(settings)
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        db.engine.dispose()
    return round(time.perf_counter() - began, 1)


def revision() -> str:
    """The newest schema."""
    return max(file.stem for file in (ROOT / "migrations" / "versions").glob("*.py"))


def address(place: Path, engine: str, documents: int) -> str:
    """The database's address."""
    if engine == "sqlite":
        return f"sqlite:///{place / 'portal.db'}"
    return with_driver(start_postgresql().rpartition("/")[0] + f"/guiju_{documents}")


def build(settings: Settings, documents: int) -> dict[str, float]:
    """Make it from nothing; how long it took, and how much room it takes."""
    began = time.perf_counter()
    shutil.rmtree(settings.data, ignore_errors=True)
    (settings.data / "files").mkdir(parents=True)
    anew(settings.database_url)
    app = create_app(settings)
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        create_company(PASSWORD)
        patterns = make()
        offices = company.enlarge()
        copier, home = prepared(app)
        db.session.remove()
        db.engine.dispose()
    renderer().stop()
    copy(settings.database_url, documents, patterns, copier, [home["EAST"], home["SOUTH"], *offices])
    seconds = round(time.perf_counter() - began, 1)
    return {"seconds": seconds, "megabytes": size(settings) // 1024**2}


def anew(url: str) -> None:
    """An empty database of the name, on PostgreSQL."""
    if not url.startswith("sqlite"):
        server, name = url.replace("+psycopg", "").rsplit("/", 1)
        with psycopg.connect(f"{server}/postgres", autocommit=True) as line:
            line.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            line.execute(f"CREATE DATABASE {name}")


def prepared(app: Flask) -> tuple[Copier, dict[str, Office]]:
    """A copier whose ids go on where the rows end, and the two offices of the tests' company."""
    tables = db.metadata.tables
    query = {name: select(db.func.coalesce(db.func.max(tables[name].c.id), 0)) for name in COUNTED}
    next_ids = {name: db.session.scalars(each).one() + 1 for name, each in query.items()}
    names = {
        number: (i, name)
        for i, number, name in db.session.execute(select(Person.id, Person.number, Person.name))
    }
    units = select(Unit.code, UnitPlace.unit_id, UnitPlace.name).join(UnitPlace, UnitPlace.unit_id == Unit.id)
    unit = {code: (i, name) for code, i, name in db.session.execute(units)}
    home = {
        "EAST": Office(*unit["EAST"], names["1003"], [names["1001"]]),
        "SOUTH": Office(*unit["SOUTH"], names["1005"], [names["1004"]]),
    }
    return Copier(next_ids, home["EAST"], db.engine.dialect.name == "sqlite"), home


def copy(url: str, documents: int, patterns: list[Pattern], copier: Copier, offices: list[Office]) -> None:
    """Write as many documents as are missing."""
    opened = [p for p in patterns if p.status == "in_review"]
    closed = [p for p in patterns if p.status != "in_review"]
    dice = random.Random(SEED)  # noqa: S311 - the same each time
    with loader(url) as into:
        rows: Rows = defaultdict(list)
        for wanted, is_open in plan(documents - len(patterns), offices, dice):
            pattern = dice.choice(opened if is_open else closed)
            for table, row in copier.rows(pattern, wanted):
                rows[table].append(row)
            if len(rows["document"]) >= AT_ONCE:
                into.take(rows)
                rows = defaultdict(list)
        into.take(rows)


def plan(documents: int, offices: list[Office], dice: random.Random) -> Iterator[tuple[Wanted, bool]]:
    """Which documents there are, the oldest first, and whether each is still on its way."""
    until = datetime.now(UTC).replace(tzinfo=None, microsecond=0) - timedelta(days=1)
    first, each = until - timedelta(days=365 * YEARS), timedelta(days=365 * YEARS) / documents
    chen, wu, others = offices[0], offices[1], offices[2:]
    of_wu = places_of_wu(documents)
    for place in range(documents):
        share = OPEN if place > documents - documents // LATELY else OPEN_STILL
        office, is_open = dice.choice(others), dice.random() < share
        if place in of_wu:
            office, is_open = wu, of_wu[place]
        elif place % OF_CHEN == 0:
            office, is_open = chen, is_open or place >= documents - OF_CHEN * OPEN_OF_CHEN
        yield Wanted(place, office, dice.choice(office.authors), first + each * place), is_open


def places_of_wu(documents: int) -> dict[int, bool]:
    """Where 吴桐's papers are among all, and whether each is on its way: of the last weeks."""
    closed, last = OF_WU - OPEN_OF_WU, max(documents // 50, 3 * OPEN_OF_WU)
    of_old = {(documents - last) * n // closed + 1: False for n in range(closed)}
    return of_old | {documents - last + last * n // OPEN_OF_WU + 1: True for n in range(OPEN_OF_WU)}


def size(settings: Settings) -> int:
    """Bytes on disk."""
    if settings.database_url.startswith("sqlite"):
        return sum(file.stat().st_size for file in settings.data.rglob("*") if file.is_file())
    with psycopg.connect(settings.database_url.replace("+psycopg", "")) as line:
        row = line.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(row[0]) if row else 0


def main() -> None:
    found = built(int(sys.argv[1]), *sys.argv[2:])
    print(f"{found.documents:,} documents in {found.settings.data}: {found.seconds} s, {found.megabytes} MB")


if __name__ == "__main__":
    main()
