"""Assets, registered by the real operation; and who keeps the register."""

from datetime import date
from typing import Any

from flask import Flask

from portal.core.desk.moment import this_moment
from portal.core.org.operations import open_unit
from portal.demonstration.company import SINCE
from portal.domain.assets.cards import Entry
from portal.domain.assets.counting import open_count
from portal.domain.assets.facts import Card
from portal.domain.assets.models import Asset
from portal.domain.assets.operations import register
from portal.extensions import writing
from tests.core.org.changes import person, take_post, unit

KEEPER, COLLEAGUE, LEAD = "1011", "1010", "1012"


def staffed(app: Flask) -> None:
    """A unit that runs the systems, with who keeps the register, a colleague who only works there, a lead."""
    with app.app_context(), writing():
        open_unit("OPS", "运行维护部", SINCE, unit("ROOT"))
    for number, role in ((KEEPER, "terminal_admin"), (COLLEAGUE, "network_admin"), (LEAD, "technical_lead")):
        take_post(app, number, role, "OPS")


def entry(user: str = "", code: str = "EAST", **other: Any) -> Entry:
    """A notebook in a unit. Inside an app context."""
    said: dict[str, Any] = {"kind": "笔记本", "model": "ThinkBook 14", "state": "在用", "room": "305"}
    whose = person(user) if user else None
    named = {"user": f"{whose.name} {whose.number}" if whose else "", "unit": code}
    return Entry(Card(**said | named | other), whose.id if whose else None, unit(code).id)


def registered(count: int = 1, user: str = "", code: str = "EAST", **other: Any) -> list[Asset]:
    """Some of them. Inside an app context."""
    with writing():
        return [register(entry(user, code, **other), 1, None, this_moment()) for _ in range(count)]


def used_by(app: Flask, number: str) -> int:
    """One asset that somebody uses, whose card has marks of its own."""
    with app.app_context():
        mine = {"remark": "只有我知道的备注", "warranty": date(2027, 1, 31)}
        return registered(user=number, **mine)[0].id


def counted(app: Flask) -> int:
    """An open count of all."""
    with app.app_context(), writing():
        return open_count(None, 1, this_moment()).id
