"""Incidents at the demonstration company's service desk, in various states, made by the real operations."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.approval.sending import change
from portal.core.cases.operations import Act, Acting, act_on
from portal.core.clocks.operations import pause
from portal.core.documents.case_files import newest_position
from portal.core.documents.models import Document
from portal.core.documents.operations import Author, current, said
from portal.core.facts import Ref
from portal.core.instants import Moment
from portal.core.org.models import Person
from portal.core.org.roles import title_of
from portal.core.web.context import catalogue, today
from portal.demonstration.complaints import file
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.domain.operations.limits import REPAIR, clock_of
from portal.domain.operations.priority import priority
from portal.extensions import db, writing
from portal.regulations.it_service import facts as r09

Authors = Callable[[str], Author]
DESK, NETWORK, DATABASE, TERMINAL = "1070", "1071", "1072", "1073"
ALL, SOME, ONE = "全公司或核心业务", "一个部门或多人", "一个人"


class Trouble(NamedTuple):
    """What does not work: for whom, how gravely, who resolves it, what he finds and does."""

    by: str
    what: str
    thing: str
    urgency: Any
    part: Any
    impact: Any
    resolver: str
    cause: str = ""
    action: str = ""


PRINTER = Trouble(
    "1001", "打印机不出纸，提示卡纸", "三楼 305 打印机", "受影响", "终端和外设", SOME, TERMINAL,
    "搓纸轮磨损，进纸时打滑。", "更换搓纸轮，清洁进纸口，试打二十页正常。",
)  # fmt: skip
MAIL = Trouble(
    "1011", "邮件发不出去，一直转圈", "公司邮件系统", "不能工作", "应用系统", ALL, NETWORK,
    "邮件网关磁盘写满，队列停住。", "清理过期队列，扩了磁盘，积压的邮件已全部发出。",
)  # fmt: skip
SCREEN = Trouble("1004", "显示器时亮时不亮", "二楼 212 工位", "受影响", "终端和外设", ONE, TERMINAL)
SLOW = Trouble("1012", "报表系统打开要等两三分钟", "财务报表系统", "受影响", "数据库", SOME, DATABASE)
NEW = Trouble("1002", "新同事的电脑连不上无线网", "一楼会议室旁", "可以等", "网络和安全", ONE, NETWORK)


def fill_desk(author_of: Authors) -> None:
    """One closed, one that waits for a part, one with a work order, one that waits for its reporter, one just
    reported."""
    first, second, third, fourth, last = working_days(today() - timedelta(days=14), today())[-5:]
    close(classified(PRINTER, first, author_of, 3), author_of(DESK), first)
    wait(classified(SLOW, second, author_of, 1), author_of, second)
    order(classified(SCREEN, third, author_of, 1), author_of, third)
    classified(MAIL, fourth, author_of, 2)
    report(NEW, author_of, at(last, 9))


def report(trouble: Trouble, author_of: Authors, moment: Moment) -> int:
    """Somebody reports it; returns the case."""
    told = r09.Intake(
        day=moment.day, channel="门户", what=trouble.what, thing=trouble.thing, urgency=trouble.urgency,
    )  # fmt: skip
    return deliver("F09-1", told, author_of(trouble.by), moment)


def classified(trouble: Trouble, day: date, author_of: Authors, steps: int) -> int:
    """The desk classifies it, and so many steps are done; returns the case."""
    case_id = report(trouble, author_of, at(day, 9))
    told = r09.Ticket(
        day=day, user=ref(trouble.by), symptom=trouble.what, thing=trouble.thing, part=trouble.part,
        impact=trouble.impact, urgency=trouble.urgency, way="指派处理", resolver=ref(trouble.resolver),
        priority=priority(trouble.impact, trouble.urgency),
    )  # fmt: skip
    ticket_id = file(case_id, "F09-2", told, author_of(DESK), at(day, 9))
    for _ in range(steps):
        found = {"cause": trouble.cause, "action": trouble.action}
        fill(ticket_id, "处理并恢复", found, at(day, 11))
        settle(ticket_id, at(day, 11), "approve")
    return case_id


def fill(document_id: int, step: str, cells: dict[str, Any], moment: Moment) -> None:
    """Whoever has the turn fills his cells, where it is this step's."""
    turn = select(Task).filter_by(document_id=document_id, state="open").where(Task.step_id.is_not(None))
    task = db.session.scalars(turn.order_by(Task.id).limit(1)).one()
    if task.step is None or task.step.declared.name != step:
        return
    document = db.session.get_one(Document, document_id)
    form = catalogue().type(document.type)
    told = replace(said(current(document), form), **cells)
    with writing():
        change(task.id, task.person_id, form, told, document.snapshot_id or 0, moment)


def close(case_id: int, desk: Author, day: date) -> None:
    """The desk closes it."""
    act = Act("moved", "closed", "报修人已确认", newest_position(case_id))
    role = "service_desk"
    who = Acting(desk.person_id, title_of(role), frozenset({role}))
    with writing():
        act_on(case_id, act, who, at(day, 14))


def order(case_id: int, author_of: Authors, day: date) -> None:
    """An engineer was there; the user has not signed yet."""
    told = r09.WorkOrder(
        day=day, user=ref(SCREEN.by), engineer=ref(SCREEN.resolver), thing=SCREEN.thing,
        task="带一根视频线和备用显示器，先换线再换机。",
    )  # fmt: skip
    order_id = file(case_id, "F09-3", told, author_of(DESK), at(day, 10))
    done = {
        "arrived": time(10, 10), "left": time(10, 35), "parts": "视频线一根", "done": "换了视频线，恢复。",
    }  # fmt: skip
    fill(order_id, "现场处理", done, at(day, 11))
    settle(order_id, at(day, 11), "approve")


def wait(case_id: int, author_of: Authors, day: date) -> None:
    """Its limit stands still until a part comes."""
    clock = clock_of(case_id, REPAIR)
    if clock is not None:
        with writing():
            pause(clock.id, "等备件：数据库服务器内存条", author_of(DATABASE).person_id, at(day, 14))


def ref(number: str) -> Ref:
    """A colleague."""
    person = db.session.scalars(select(Person).filter_by(number=number)).one()
    return Ref(person.id, person.number, person.name)
