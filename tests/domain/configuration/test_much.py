"""Shown by: what an item touches among 10,000 items with 40,000 relations, on both databases."""

import random
from datetime import timedelta
from time import perf_counter, process_time

import pytest
from flask import Flask
from sqlalchemy import insert

from portal.core.web.context import today
from portal.domain.configuration.impact import impact_of, touched
from portal.domain.configuration.models import ConfigurationItem, ConfigurationRelation
from portal.domain.configuration.words import TYPES
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.questions import count, questions
from tests.regulations.it_service.incidents import ADMIN, staffed
from tests.regulations.it_service.items import item, registered

pytestmark = [pytest.mark.both_databases(whole=True), pytest.mark.first]
ITEMS, RELATIONS, BOUND, ROUNDS = 10_000, 40_000, 1.0, 5
KINDS = ("运行于", "依赖", "连接", "属于", "备份到")


def fill(items: int, relations: int) -> int:
    """A tangle with circles in which most is touched by anything; an item in it. Inside an app context."""
    first = registered("第一台服务器")
    dice = random.Random(11)  # noqa: S311 - no secret
    row, day = item(first), today() - timedelta(days=9)
    same = {
        name: getattr(row, name)
        for name in ("owner_id", "unit_id", "location", "status", "version", "part", "document_id")
    }
    rows = [
        same | {"number": f"KI-{n}", "name": f"第{n}项", "folded": f"第{n}项", "type": dice.choice(TYPES)}
        for n in range(items - 1)
    ]
    pairs = set[tuple[int, int, str]]()
    while len(pairs) < relations:
        pairs.add((first + dice.randrange(items), first + dice.randrange(items), dice.choice(KINDS)))
    ties = [{"from_id": a, "to_id": b, "kind": kind, "since": day} for a, b, kind in sorted(pairs)]
    with writing():
        db.session.execute(insert(ConfigurationItem), rows)
        db.session.execute(insert(ConfigurationRelation), ties)
    return first


def test_what_an_item_touches_is_told_soon_in_three_questions(app: Flask) -> None:
    staffed(app)
    with app.app_context():
        first = fill(ITEMS, RELATIONS)
        taken, busy = [], []
        for _ in range(ROUNDS):
            db.session.rollback()
            begun, worked = perf_counter(), process_time()
            with questions(app) as asked:
                found = impact_of(first, today())
                shown = touched(found, [*found.ordered[:50], *found.nearest(40)])
            taken.append(perf_counter() - begun)
            busy.append(process_time() - worked)
        assert len(found.ordered) > ITEMS * 0.9 and len(shown) >= 50
        assert len(asked) == 3
        print(
            f"impact of {len(found.ordered)} on {db.engine.dialect.name}: {min(taken) * 1000:.0f} ms, "
            f"of which {min(busy) * 1000:.0f} ms of its own work"
        )
        assert min(taken) < BOUND


def test_the_pages_ask_the_same_with_few_and_with_many(app: Flask) -> None:
    staffed(app)
    admin = signed_in(app, ADMIN)
    with app.app_context():
        first = registered("甲")
    paths = (f"/items/{first}", f"/items/{first}/impact", "/items", "/items/findings")
    few = {path: count(app, admin, path) for path in paths[:1] + paths[2:]}
    with app.app_context():
        fill(300, 1200)
    many = {path: count(app, admin, path) for path in paths}
    assert {path: many[path] for path in few} == few
    assert max(many.values()) <= 15
