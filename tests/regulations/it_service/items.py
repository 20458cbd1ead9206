"""Configuration items, by the real operations; every function inside an app context."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.core.approval.voiding import request_void
from portal.core.desk.moment import this_moment
from portal.core.facts import Ref
from portal.core.web.context import today
from portal.domain.configuration.models import ConfigurationItem
from portal.domain.configuration.queries import told
from portal.domain.configuration.words import RUNS_ON
from portal.extensions import db, writing
from portal.regulations.it_service.facts import ItemRecord, RelationLine
from tests.core.org.changes import person, unit
from tests.domain.complaints import acts
from tests.regulations.it_service.incidents import ADMIN, ref

KEYS: Iterator[int] = iter(range(10**6))


def record(**other: Any) -> ItemRecord:
    """A server that nothing runs on."""
    told = {
        "day": today(), "entry": "新增", "name": "应用服务器一", "type": "服务器", "owner": ref(ADMIN),
        "unit": Ref(unit("OPS").id, "OPS", "运行维护部"), "status": "在用", "part": "主机和存储",
    }  # fmt: skip
    return ItemRecord(**told | other)


def line(
    other: int, kind: Any = RUNS_ON, since: date | None = None, until: date | None = None
) -> RelationLine:
    """A relation to another item, since today."""
    begins = since or today()
    return RelationLine(
        key=f"{next(KEYS):08x}", kind=kind, other=item_ref(other), other_type=item(other).type,
        since=begins, until=until,
    )  # fmt: skip


def asked(number: str = ADMIN, **other: Any) -> int:
    """A record that is sent; its paper."""
    return acts.sent("F09-6", record(**other), 0, number)


def approved(paper: int) -> int:
    """The lead approves it; its item."""
    acts.decided(paper, {})
    return db.session.scalars(select(ConfigurationItem.id).filter_by(document_id=paper)).one()


def registered(
    name: str, kind: str = "服务器", relations: tuple[RelationLine, ...] = (), **other: Any
) -> int:
    """A new item; its id."""
    return approved(asked(name=name, type=kind, relations=relations, **other))


def changed(item_id: int, **other: Any) -> int:
    """How an item is from now on; its paper."""
    row = item(item_id)
    same = {"name": row.name, "type": row.type, "status": row.status}
    paper = asked(entry="变化", known=item_ref(item_id), **same | other)
    acts.decided(paper, {})
    return paper


def voided(paper: int) -> None:
    """A record is made void."""
    with writing():
        request_void(paper, person(ADMIN).id, "写错了", this_moment())
    acts.decided(paper, {})


def item(item_id: int) -> ConfigurationItem:
    """How it is registered now."""
    return db.session.get_one(ConfigurationItem, item_id, populate_existing=True)


def item_ref(item_id: int) -> Ref:
    """An item as papers name it."""
    return Ref(item_id, "", told(item(item_id)))
