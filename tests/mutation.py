"""What makes `make mutate` bearable: one template for all, the likely tests first, few where asked."""

import json
import os
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from sqlalchemy.orm import configure_mappers

import portal
from portal.app import create_app
from portal.config import Settings
from portal.extensions import db
from tests import databases
from tests.compiled import know

STATS = Path("mutmut-stats.json")
ENGINE = ("tests/core/approval/", "tests/core/delegations/test_rules.py", "tests/core/test_money.py")
MAKING_STATS = ("stats", "list_all_tests")
FEW = int(os.environ.get("FEW", "0"))  # tests for each mutant; none: all that reach it
build = databases.build


def build_once(url: str, data: Path) -> None:
    """Copy the company that the first mutant set up."""
    kept = Path("template.db").absolute()
    if not kept.exists():
        build(f"sqlite:///{kept}", data)
    Path(url.removeprefix("sqlite:///")).write_bytes(kept.read_bytes())
    with create_app(Settings(data, url, testing=True)).app_context():
        with db.engine.connect():
            know(db.engine)
        db.engine.dispose()


def pytest_configure() -> None:
    databases.build = build_once
    know_the_code()


@cache
def know_the_code() -> None:
    """Import every module and map every table before a mutant is forked, which halves what each costs; no
    statement is built."""
    for module in walk_packages(portal.__path__, "portal."):
        import_module(module.name)
    configure_mappers()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The sooner a test fails, the sooner the mutant is dead: the engine's own first, the short first."""
    if os.environ.get("MUTANT_UNDER_TEST") in MAKING_STATS or not STATS.exists():
        return
    took = json.loads(STATS.read_text())["duration_by_test"]
    items.sort(key=lambda item: (not item.nodeid.startswith(ENGINE), took.get(item.nodeid, 0)))
    if FEW and len(items) > FEW:
        config.hook.pytest_deselected(items=items[FEW:])
        del items[FEW:]
