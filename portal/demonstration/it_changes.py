"""Changes of the demonstration company's IT service, and what it prepared for emergencies."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select

from portal.core.documents.models import Document
from portal.core.documents.operations import Author
from portal.core.facts import Ref
from portal.core.web.context import today
from portal.demonstration.it_service import DATABASE, DESK, NETWORK, TERMINAL, fill, ref
from portal.demonstration.items import named
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.extensions import db
from portal.regulations.it_service import facts as r09

LEAD = "1074"
Authors = Callable[[str], Author]


def fill_changes(author_of: Authors) -> None:
    """One done, one approved for tomorrow, one that waits, an emergency that owes its confirmations; a plan
    for an emergency, practised, and one that waits for the owner."""
    days = working_days(today() - timedelta(days=14), today() - timedelta(days=1))[-4:]
    carry_out(days, author_of)
    tomorrow = today() + timedelta(days=1)
    approved = deliver("F09-5", wanted(days[2], tomorrow, "升级交换机固件"), author_of(DESK), at(days[2], 10))
    settle(approved, at(days[2], 11), "approve")
    settle(approved, at(days[2], 14), "approve")
    waiting = wanted(days[3], tomorrow, "调整无线信道", from_at=time(22), to_at=time(23))
    deliver("F09-5", waiting, author_of(DESK), at(days[3], 10))
    oral = {"kind": "紧急变更", "oral_by": ref(LEAD), "oral_day": days[3], "oral_at": time(14)}
    at_once = {"from_at": time(14, 10), "to_at": time(15)}
    wall = {"thing": "外网防火墙", "item": named("外网防火墙")}
    urgent = wanted(days[3], days[3], "封堵外部扫描来源", **oral, **at_once, **wall)
    deliver("F09-5", urgent, author_of(DESK), at(days[3], 15))
    prepare(days, author_of(LEAD))


def wanted(day: date, night: date, subject: str, **other: Any) -> r09.ChangeRequest:
    """A change of a night."""
    told: dict[str, Any] = {
        "day": day, "kind": "一般变更", "part": "网络和安全", "thing": "二楼接入交换机", "subject": subject,
        "reason": "厂商公告说明旧版本会丢包，二楼已有两次报修。", "from_day": night, "from_at": time(21),
        "to_day": night, "to_at": time(22), "risk": "二楼断网约五分钟，已通知使用部门。",
        "plan": "备份配置，升级备用交换机，切换后升级另一台。", "rollback": "切回没有升级的一台。",
        "implementer": ref(NETWORK), "item": named("二楼接入交换机"),
    }  # fmt: skip
    return r09.ChangeRequest(**told | other)


def carry_out(days: list[date], author_of: Authors) -> None:
    """A database got more memory in a night, and everybody is content."""
    change = wanted(
        days[0], days[0], "报表库服务器加内存", part="数据库", thing="报表库服务器",
        item=named("报表库服务器"),
        reason="报表打开慢，内存不足。", risk="报表停用一小时。", plan="停库、加内存、启动、核对。",
        rollback="取下新内存，恢复原参数。",
        implementer=ref(DATABASE),
    )  # fmt: skip
    paper = deliver("F09-5", change, author_of(DESK), at(days[0], 9))
    settle(paper, at(days[0], 10), "approve")
    settle(paper, at(days[0], 11), "approve")
    done = {
        "began_day": days[0], "began_at": time(21, 5), "ended_day": days[0], "ended_at": time(21, 50),
        "course": "加装两条内存，启动正常。", "tested": "三张大报表都在十秒内打开。", "outcome": "成功",
    }  # fmt: skip
    fill(paper, "实施并报告", done, at(days[1], 9))
    settle(paper, at(days[1], 9), "approve")
    settle(paper, at(days[1], 10), "approve")


def prepare(days: list[date], lead: Author) -> None:
    """A plan for a power cut that was practised, one for a virus that waits for the owner."""
    cut = plan(days[0], "主机和存储", "机房市电中断", "市电中断超过五分钟")
    power = deliver("F09-11", cut, lead, at(days[0], 9))
    settle(power, at(days[0], 10), "approve")
    settle(power, at(days[0], 11), "approve")
    number = db.session.scalars(select(Document.number).filter_by(id=power)).one()
    drill = r09.EmergencyRecord(
        day=days[2], kind="演练", plan=Ref(power, "", f"应急预案：机房市电中断 {number}"), began=time(14),
        ended=time(14, 40), people="服务台、三位管理员、技术主管",
        course="拉闸后切换备用电源，按顺序停机再启动。",
        reached="没有全部达到", lack="备用电源切换用了八分钟，要求五分钟。", lessons="切换开关的标签不清楚。",
        better="本周重贴标签，由终端管理员完成，下次演练复测。",
    )  # fmt: skip
    record = deliver("F09-11R", drill, lead, at(days[2], 16))
    settle(record, at(days[2], 17), "approve")
    many = plan(days[3], "终端和外设", "大面积病毒", "一小时内三台以上报毒")
    virus = deliver("F09-11", many, lead, at(days[3], 9))
    settle(virus, at(days[3], 10), "approve")


def plan(day: date, part: Any, scenario: str, trigger: str) -> r09.EmergencyPlan:
    """Who does what, in which order."""
    team = ((NETWORK, "断开和恢复网络"), (DATABASE, "停库、备份、启动"), (TERMINAL, "到现场，通知使用部门"))
    steps = (
        ("确认情况，通知应急小组", "服务台", 5), ("隔离或切换", "网络管理员", 15),
        ("恢复并核对数据", "数据库管理员", 120),
    )  # fmt: skip
    return r09.EmergencyPlan(
        day=day, part=part, scenario=scenario, trigger=trigger,
        told="十分钟内报技术主管，半小时内报项目经理。", back="全部系统可以登录，抽查的数据一致。",
        team=tuple(
            r09.TeamLine(key=f"{n:08}", person=ref(number), part=what)
            for n, (number, what) in enumerate(team)
        ),
        steps=tuple(
            r09.MeasureLine(key=f"{n:08}", act=act, by=by, within=within)
            for n, (act, by, within) in enumerate(steps)
        ),
    )  # fmt: skip
