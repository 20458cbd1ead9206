"""SQLite databases that are migrated and empty, beside whichever engine a test runs on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_migrate import upgrade

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.extensions import db
from tests.databases import Sqlite


class Migrated(Sqlite):
    """SQLite with all tables and not a row."""

    def __init__(self, folder: Path) -> None:
        self.made = folder / "portal.db"
        app = create_app(Settings(folder, f"sqlite:///{self.made}", testing=True))
        with app.app_context():
            upgrade(str(ROOT / "migrations"))
            db.engine.dispose()

    def empty(self, data: Path) -> str:
        shutil.copyfile(self.made, data / "portal.db")
        return super().empty(data)


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sqlite]:
    folder = tmp_path_factory.mktemp("empty")
    yield Migrated(folder)
    shutil.rmtree(folder)
