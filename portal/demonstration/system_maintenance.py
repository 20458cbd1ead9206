"""Maintenance of the laboratory: logs, faults, changes, a plan, an inspection, in various states."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.approval.sending import change
from portal.core.cases.operations import Act, Acting, act_on
from portal.core.documents.case_files import newest_position
from portal.core.documents.models import Document
from portal.core.documents.operations import Author, current, said
from portal.core.facts import Facts, Ref
from portal.core.instants import Moment
from portal.core.measures import Quantity
from portal.core.org.models import Person, Unit
from portal.core.org.roles import title_of
from portal.core.web.context import catalogue, today
from portal.demonstration.complaints import file
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.domain.operations.models import PlanItem
from portal.extensions import db, writing
from portal.regulations.system_maintenance import facts as r05

SECOND: Any = "二级（较大）"
THIRD: Any = "三级（一般）"


def fill_maintenance(author_of: Callable[[str], Author]) -> None:
    """The operator, his head, the managing unit's head, and a network administrator."""
    operator, head, manager, network = map(author_of, ("1077", "1078", "1079", "1071"))
    days = working_days(today() - timedelta(days=14), today() - timedelta(days=1))[-4:]
    for n, day in enumerate(days):
        deliver("F05-2", log(day, ("22.5", "23", "31.5", "24")[n]), operator, at(day, 17))
    closed_fault(days[0], operator, manager)
    deliver("F05-3", fault(days[3], "配套网络", "汇聚交换机", "丢包", THIRD), operator, at(days[3], 10))
    changes(days, head, network, manager)
    work(days, head, operator)
    deliver("F05-6", inspection(), manager, at(days[3], 9))


def log(day: date, read: str) -> r05.OperationLog:
    """A day's readings."""
    lines = (
        line("00000001", "机房温度", "机房环境", "℃", ("18", "27", read)),
        line("00000002", "核心交换机 CPU", "配套网络", "%", ("0", "70", "35")),
        line("00000003", "账务库表空间", "基础软件", "%", ("0", "85", "61")),
    )
    return r05.OperationLog(day=day, lines=lines, remark="空调滤网待清洗")


def line(key: str, item: str, part: Any, unit: str, read: tuple[str, str, str]) -> r05.LogLine:
    """A reading against its limits."""
    low, high, value = (Quantity(Decimal(each), "") for each in read)
    return r05.LogLine(key=key, at=time(9), item=item, part=part, low=low, high=high, unit=unit, value=value)


def fault(day: date, part: Any, system: str, symptom: str, level: Any, **other: Any) -> r05.Fault:
    """What was found at half past nine."""
    told: dict[str, Any] = {
        "business": "内部办公",
        "important": False,
        "effect": "部分受影响",
        "found": "监控告警",
    } | other
    about: dict[str, Any] = {"part": part, "system": system, "symptom": symptom, "level": level}
    return r05.Fault(day=day, at=time(9, 30), **about, **told)


def closed_fault(day: date, operator: Author, manager: Author) -> None:
    """An important system stood still for forty minutes; reported, read and closed."""
    stood: dict[str, Any] = {"business": "账务处理", "important": True, "effect": "停运或无法使用"}
    found = fault(day, "应用软件", "账务系统", "无法登录", SECOND, **stood)
    case_id = deliver("F05-3", found, operator, at(day, 10))
    affected = r05.AffectedLine(
        key="00000001", from_day=day, from_at=time(9, 30), to_day=day, to_at=time(10, 10), **stood
    )
    report = r05.FaultReport(
        day=day, level=SECOND, downtime=40, affected=(affected,), located="应用服务器连接池耗尽",
        actions="重启应用服务，恢复登录", root="报表任务没有释放连接", prevention="限制报表连接数并加监控",
    )  # fmt: skip
    settle(file(case_id, "F05-3R", report, operator, at(day, 14)), at(day, 15), "approve")
    acting = Acting(manager.person_id, title_of("maintenance_manager"), frozenset({"maintenance_manager"}))
    with writing():
        act_on(case_id, Act("moved", "closed", "已恢复", newest_position(case_id)), acting, at(day, 16))


def changes(days: list[date], head: Author, network: Author, manager: Author) -> None:
    """One done at night, two that overlap and wait, an emergency that owes its confirmation."""
    done = deliver("F05-4", wanted(days[1], network, "升级防火墙固件"), head, at(days[1], 9))
    settle(done, at(days[1], 10), "approve")
    after = {
        "began_day": days[1], "began_at": time(22, 30), "ended_day": days[1], "ended_at": time(23, 20),
        "course": "先备机后主机，切换两次", "tested": "业务连通、日志正常", "outcome": "成功",
        "documents": "拓扑图、配置备份",
    }  # fmt: skip
    carry_out(done, after, at(days[2], 9))
    settle(done, at(days[2], 11), "approve")
    tonight = today() + timedelta(days=1)
    deliver("F05-4", wanted(tonight, network, "更换光模块", day=days[3]), head, at(days[3], 9))
    overlapping = wanted(tonight, network, "调整路由策略", day=days[3], from_at=time(23))
    settle(deliver("F05-4", overlapping, head, at(days[3], 9)), at(days[3], 11), "approve")
    oral = {"kind": "紧急变更", "oral_by": ref(manager), "oral_day": days[3], "oral_at": time(14)}
    window = {"from_at": time(14, 10), "to_at": time(15)}
    deliver("F05-4", wanted(days[3], network, "隔离中毒主机", **oral, **window), head, at(days[3], 15))


def wanted(night: date, network: Author, subject: str, **other: Any) -> r05.ChangePaper:
    """A change of a night."""
    told: dict[str, Any] = {
        "day": night, "kind": "一般变更", "part": "配套网络", "system": "边界防火墙",
        "from_day": night, "from_at": time(22, 30), "to_day": night, "to_at": time(23, 30),
        "basis": "厂商公告和年度加固计划", "plan": "备机升级、切换、主机升级", "risk": "双机切换，保留会话",
        "testing": "切换后逐项连通测试", "rollback": "切回未升级的一台", "implementer": ref(network),
    }  # fmt: skip
    return r05.ChangePaper(subject=subject, **told | other)


def carry_out(document_id: int, cells: dict[str, Any], moment: Moment) -> None:
    """Whoever has the turn fills his cells and agrees."""
    document = db.session.get_one(Document, document_id)
    turn = select(Task).filter_by(document_id=document_id, state="open").where(Task.step_id.is_not(None))
    task, form = db.session.scalars(turn).one(), catalogue().type(document.type)
    facts: Facts = replace(said(current(document), form), **cells)
    with writing():
        change(task.id, task.person_id, form, facts, document.snapshot_id or 0, moment)
    settle(document_id, moment, "approve")


def work(days: list[date], head: Author, operator: Author) -> None:
    """The month's plan: one item done, one missed, one to come."""
    first = days[0].replace(day=1)
    until = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    planned = (("清洗空调滤网", days[0]), ("备份恢复演练", min(days[2], until)), ("检查接地电阻", until))
    lines = tuple(
        r05.WorkLine(key=f"{n:08x}", item=item, part="机房环境", planned=day, person=ref(operator))
        for n, (item, day) in enumerate(planned)
    )
    plan = r05.WorkPlan(cycle="月", first=first, until=until, lines=lines)
    settle(deliver("F05-5", plan, head, at(days[0], 9)), at(days[0], 10), "approve")
    row = db.session.scalars(select(PlanItem).order_by(PlanItem.id).limit(1)).one()
    item = Ref(row.id, f"X{row.id}", f"{row.item}（{row.planned}，{operator.name}）")
    told = r05.WorkDone(day=days[0], result="完成", part=row.part, item=item, told="滤网已清洗，压差正常")
    deliver("F05-5R", told, operator, at(days[0], 16))


def inspection() -> r05.InspectionPaper:
    """A notice to the laboratory."""
    lab = db.session.scalars(select(Unit).filter_by(code="LAB")).one()
    low, high = (Quantity(Decimal(each), "") for each in ("18", "27"))
    lines = (
        r05.CheckLine(key="00000001", item="机房温度", part="机房环境", low=low, high=high, unit="℃"),
        r05.CheckLine(key="00000002", item="消防器材在有效期内", part="机房环境"),
        r05.CheckLine(key="00000003", item="防病毒库已更新", part="基础软件"),
    )
    return r05.InspectionPaper(
        due=today() + timedelta(days=3), executes=Ref(lab.id, lab.code, "东区实验中心"), focus="用电和消防",
        wanted="逐项填写，异常的写明情况", lines=lines,
    )  # fmt: skip


def ref(author: Author) -> Ref:
    """A colleague."""
    row = db.session.get_one(Person, author.person_id)
    return Ref(row.id, row.number, row.name)
