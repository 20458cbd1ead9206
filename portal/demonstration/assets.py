"""The demonstration company's assets: some with users, some in store, warranties that end sooner or later."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from portal.core.documents.operations import Author
from portal.core.instants import Moment
from portal.core.org.models import Person, Unit
from portal.core.web.context import today
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.domain.assets.cards import Entry
from portal.domain.assets.count_rules import DIFFERENCES, GONE, MISSING
from portal.domain.assets.counting import close_count, open_count, scan
from portal.domain.assets.facts import Card
from portal.domain.assets.models import Asset, AssetCount
from portal.domain.assets.operations import register
from portal.domain.assets.references import ALL, ref_of
from portal.extensions import db, writing
from portal.regulations.it_service import facts as r09
from portal.regulations.it_service.operations.inventory import differences, figures

Authors = Callable[[str], Author]
KEEPER = "1073"


class Device(NamedTuple):
    """A device: what, whose, where, for how many days its warranty still runs, and its state."""

    kind: Any
    model: str
    serial: str
    user: str
    unit: str
    room: str
    warranty: int
    state: Any = "在用"


DEVICES = (
    Device("笔记本", "ThinkBook 14 G6", "PF3K22A1", "1001", "EAST", "二楼 201", 420),
    Device("笔记本", "ThinkBook 14 G6", "PF3K22A2", "1002", "EAST", "二楼 201", 420),
    Device("台式机", "启天 M455", "QT455018", "1003", "EAST", "二楼 202", 45),
    Device("显示器", "B2422H", "BX240731", "1004", "SOUTH", "二楼 212 工位", 21),
    Device("打印机", "M405dn", "CNB1M405", "", "SALES", "三楼 305", -80),
    Device("笔记本", "ThinkPad T14", "PF4T1407", "1006", "SALES", "三楼 301", 610),
    Device("台式机", "启天 M455", "QT455021", "1012", "FIN", "三楼 311", 45),
    Device("打印机", "M405dn", "CNB1M406", "", "FIN", "三楼 311", 200, "维修"),
    Device("服务器", "RH2288 V5", "RH22V501", "1072", "OPS", "一楼机房 A03", 33),
    Device("网络设备", "S5735-L48", "S5735L01", "1071", "OPS", "一楼机房 A01", 900),
    Device("移动设备", "MatePad 11", "MP110042", "", "OPS", "一楼 103 柜", 150, "备用"),
    Device("台式机", "启天 M420", "QT420003", "", "OPS", "一楼 103 柜", -700, "报废"),
)


def fill_assets(author_of: Authors) -> None:
    """All of them, by the terminal administrator."""
    keeper, moment = author_of(KEEPER).person_id, at(today() - timedelta(days=30), 10)
    with writing():
        for device in DEVICES:
            register(entry_of(device, today()), keeper, None, moment)
    count_assets(author_of)


def count_assets(author_of: Authors) -> None:
    """A count of all that is closed and reported, with what was not found; one of a unit that goes on."""
    keeper, day = author_of(KEEPER), working_days(today() - timedelta(days=14), today())[-3]
    with writing():
        numbers = list(db.session.scalars(select(Asset.number).order_by(Asset.id)))
        count_id = counted(None, [*numbers[:6], *numbers[7:], numbers[0], "旧标签 0031"], keeper, at(day, 10))
        close_count(count_id, keeper.person_id, at(day, 15))
        count, later = db.session.get_one(AssetCount, count_id), at(day, 16)
        said = r09.Inventory(
            day=day, count=ref_of(count, ALL), **figures(count),
            differences=tuple(handled(n, *each) for n, each in enumerate(differences(count).items())),
        )  # fmt: skip
    settle(deliver("F09-9", said, keeper, later), later, "approve")
    with writing():
        counted(unit_of("EAST").id, numbers[:2], keeper, at(today(), 9))


def counted(unit_id: int | None, codes: list[str], keeper: Author, moment: Moment) -> int:
    """A count in which some codes were scanned; returns its id."""
    count_id = open_count(unit_id, keeper.person_id, moment).id
    for code in codes:
        scan(count_id, code, keeper.person_id, moment)
    return count_id


def handled(number: int, code: str, what: str) -> r09.DifferenceLine:
    """A difference, and what is done about it."""
    done = {MISSING: "向使用人问过，在家办公，下周带回核对。", DIFFERENCES[GONE]: "从柜里取下，送回收。"}
    words = done.get(what, "撕掉旧标签，补贴新的。")
    return r09.DifferenceLine(key=f"{number:08x}", asset=code, what=what, handled=words)


def unit_of(code: str) -> Unit:
    """A unit."""
    return db.session.scalars(select(Unit).filter_by(code=code)).one()


def entry_of(device: Device, day: date) -> Entry:
    """A device as somebody fills its card in."""
    user = db.session.scalar(select(Person).filter_by(number=device.user))
    unit = unit_of(device.unit)
    warranty = day + timedelta(days=device.warranty)
    card = Card(
        kind=device.kind, model=device.model, serial=device.serial, room=device.room, state=device.state,
        user=f"{user.name} {user.number}" if user else "", unit=device.unit,
        bought=warranty - timedelta(days=3 * 365), warranty=warranty,
    )  # fmt: skip
    return Entry(card, user.id if user else None, unit.id)
