"""What the demonstration company's IT runs: services, systems, machines, and what an audit finds of them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from portal.core.documents.operations import Author
from portal.core.facts import Ref
from portal.core.org.models import Unit, UnitPlace
from portal.core.web.context import today
from portal.demonstration.it_service import DATABASE, DESK, NETWORK, TERMINAL, ref
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.domain.configuration.models import ConfigurationItem
from portal.domain.configuration.queries import told
from portal.extensions import db
from portal.regulations.it_service import facts as r09
from portal.regulations.it_service.facts.item import RelationLine

Authors = Callable[[str], Author]
ROOM, RACK = "总部机房", "总部机房 A 柜"
LAYERS = {
    "服务": "应用系统", "应用系统": "应用系统", "数据库": "数据库", "中间件": "中间件",
    "服务器": "主机和存储",
    "存储": "主机和存储", "网络设备": "网络和安全", "机房设施": "其他", "终端": "终端和外设",
}  # fmt: skip


class Thing(NamedTuple):
    """An item: its name, its type, who owns it, what it has to do with those before it."""

    name: str
    type: Any
    owner: str
    ties: tuple[tuple[Any, str], ...] = ()
    version: str = ""
    location: str = ""
    status: Any = "在用"


POWER = ("依赖", "机房电源")
CORE = ("连接", "核心交换机")
THINGS = (
    Thing("机房电源", "机房设施", TERMINAL, (), "UPS 20 kVA", ROOM),
    Thing("核心交换机", "网络设备", NETWORK, (POWER,), "S5735", RACK),
    Thing("二楼接入交换机", "网络设备", NETWORK, (CORE,), "S1730", "二楼弱电间"),
    Thing("三楼接入交换机", "网络设备", NETWORK, (CORE,), "S1730", "三楼弱电间"),
    Thing("外网防火墙", "网络设备", NETWORK, (CORE, POWER), "", RACK),
    Thing("虚拟化主机一", "服务器", DATABASE, (POWER, CORE), "双路，256 GB", RACK),
    Thing("虚拟化主机二", "服务器", DATABASE, (POWER, CORE), "双路，256 GB", RACK),
    Thing("报表库服务器", "服务器", DATABASE, (POWER, CORE), "双路，128 GB", RACK),
    Thing("旧文件服务器", "服务器", DATABASE, (), "2014 年购", ROOM, "停用"),
    Thing("测试服务器", "服务器", DATABASE, (), "", ROOM),
    Thing("主存储", "存储", DATABASE, (POWER, CORE), "20 TB", RACK),
    Thing("备份存储", "存储", DATABASE, (CORE,), "40 TB", "东区实验中心"),
    Thing(
        "报表数据库", "数据库", DATABASE,
        (("运行于", "报表库服务器"), ("依赖", "主存储"), ("备份到", "备份存储")), "PostgreSQL 16",
    ),
    Thing(
        "业务数据库", "数据库", DATABASE,
        (("运行于", "虚拟化主机一"), ("备份到", "备份存储")), "PostgreSQL 16",
    ),
    Thing("应用中间件", "中间件", DATABASE, (("运行于", "虚拟化主机二"),), "Tomcat 10"),
    Thing(
        "财务报表系统", "应用系统", DATABASE, (("运行于", "应用中间件"), ("依赖", "报表数据库")), "3.2",
    ),
    Thing(
        "订货系统", "应用系统", DATABASE, (("运行于", "应用中间件"), ("依赖", "业务数据库")), "5.0",
    ),
    Thing("公司邮件系统", "应用系统", NETWORK, (("运行于", "虚拟化主机一"), ("依赖", "外网防火墙")), ""),
    Thing("部门共享盘", "应用系统", TERMINAL, (("依赖", "旧文件服务器"),)),
    Thing("三楼 305 打印机", "终端", TERMINAL, (("连接", "三楼接入交换机"),)),
    Thing("财务报表服务", "服务", DESK, (("依赖", "财务报表系统"),)),
    Thing("经销商订货服务", "服务", DESK, (("依赖", "订货系统"),)),
    Thing("邮件服务", "服务", DESK, (("依赖", "公司邮件系统"),)),
)  # fmt: skip


def fill_items(author_of: Authors) -> None:
    """Most are registered and in force, one has changed since, one waits for the lead."""
    days = working_days(today() - timedelta(days=21), today() - timedelta(days=7))
    first, then = days[0], days[-1]
    author = author_of(DATABASE)
    for thing in THINGS:
        settle(deliver("F09-6", said(thing, first), author, at(first, 9)), at(first, 15), "approve")
    newer = THINGS[15]._replace(version="3.3")
    changed = said(newer, then, entry="变化", known=named(newer.name), remark="升级到新版本。")
    settle(deliver("F09-6", changed, author, at(then, 9)), at(then, 15), "approve")
    mirror = Thing("订货系统备机", "服务器", DATABASE, (POWER, CORE), "", RACK, "备用")
    deliver("F09-6", said(mirror, then), author, at(then, 10))


def said(thing: Thing, day: date, **other: Any) -> r09.ItemRecord:
    """The record of an item."""
    cells: dict[str, Any] = {
        "day": day, "entry": "新增", "name": thing.name, "type": thing.type, "owner": ref(thing.owner),
        "unit": unit_ref("OPS", day), "status": thing.status, "part": LAYERS[thing.type],
        "location": thing.location, "version": thing.version,
        "relations": tuple(line(n, *tie, day) for n, tie in enumerate(thing.ties)),
    }  # fmt: skip
    return r09.ItemRecord(**cells | other)


def line(position: int, kind: Any, name: str, day: date) -> RelationLine:
    """What it has to do with one of those before it."""
    other = named(name)
    row = db.session.get_one(ConfigurationItem, other.id)
    return RelationLine(key=f"{position:08}", kind=kind, other=other, other_type=row.type, since=day)


def named(name: str) -> Ref:
    """An item as papers name it."""
    row = db.session.scalars(select(ConfigurationItem).filter_by(name=name)).one()
    return Ref(row.id, "", told(row))


def unit_ref(code: str, day: date) -> Ref:
    """A unit as papers name it."""
    query = select(Unit.id, Unit.code, UnitPlace.name).join(UnitPlace, UnitPlace.unit_id == Unit.id)
    return Ref(*db.session.execute(query.where(Unit.code == code, UnitPlace.in_force(day))).one())
