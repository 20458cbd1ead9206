"""Complaints at the demonstration company's car dealer, in various states, made by the real operations."""

from datetime import date, time, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.approval.sending import change
from portal.core.cases.operations import Act, Acting, act_on
from portal.core.documents.case_files import newest_position
from portal.core.documents.models import Document
from portal.core.documents.operations import Author, current, said
from portal.core.facts import Ref
from portal.core.instants import Moment
from portal.core.money import Amount
from portal.core.org.models import Person, Unit
from portal.core.org.roles import title_of
from portal.core.web.context import catalogue, today
from portal.demonstration.complaints import file
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.extensions import db, writing
from portal.regulations.dealer_complaints import facts as r16

TOLD: dict[str, Any] = {"how": "电话", "answer": "接受", "reaction": "表示理解，愿意继续来店保养。"}
FOUND: dict[str, dict[str, Any]] = {  # what each office fills at its step
    "提出解决办法": {
        "cause": "更换减震器后没有路试，紧固力矩不足。", "liable": "机修二组", "cost": Amount(68_000),
        "solution": "免费复修并路试，赠送一次基础保养。",
    },
    "告知客户": TOLD,
    "与客户协商": TOLD | {"negotiators": "业务部门经理、客户关系经理"},
    "执行": {"done": "交车前路试写进检查单，已培训两个班组。"},
}  # fmt: skip


class People(NamedTuple):
    """Who works with complaints there."""

    adviser: Author
    specialist: Author
    manager: Author
    handler: Author
    business: Author
    general: Author


class Call(NamedTuple):
    """A complaint as it came in."""

    who: str
    phone: str
    plate: str
    model: str
    what: str


CALLS = (
    Call("罗晓明", "13800010001", "粤B·3K562", "远行 X5", "保养后过减速带仍有异响，第二次来店。"),
    Call("高女士", "13800010002", "粤BD12345", "远行 E3", "交车三天动力电池报警，要求换车，已发到车主群。"),
    Call("邵先生", "13800010003", "粤B·7T218", "远行 X3", "维修费比报价多收六百元。"),
    Call("杜女士", "13800010004", "粤S·2M901", "远行 X5", "预约时间到店仍等了两个小时。"),
    Call("郝先生", "13800010005", "粤B·9Q377", "远行 E3", "前台答复不耐烦，配件到货没有通知。"),
)


def fill_dealer(people: People) -> None:
    """One closed, a major one, one before the general manager, one whose handler is late, one just taken
    down."""
    first, second, third, fourth, last = working_days(today() - timedelta(days=20), today())[-12::2][-5:]
    follow_up(general(people, CALLS[0], first, 3), people, first)
    major(people, CALLS[1], second)
    general(people, CALLS[2], third, 1)
    general(people, CALLS[3], fourth, 0)
    take_down(people.adviser, CALLS[4], last)


def take_down(adviser: Author, call: Call, day: date) -> int:
    """A call is taken down."""
    told = r16.Record(
        day=day, at=time(9), channel="电话", complainant=call.who, phone=call.phone, plate=call.plate,
        model=call.model, what=call.what, comforted="已致歉，说明当天会有负责人联系。",
    )  # fmt: skip
    return deliver("F16-1", told, adviser, at(day, 9))


def general(people: People, call: Call, day: date, steps: int) -> int:
    """A general complaint whose form went so many steps; returns its case."""
    case_id = take_down(people.adviser, call, day)
    form_id = file(case_id, "F16-2", handling(people, call, day), people.manager, at(day, 10))
    go_on(form_id, at(day, 16), steps)
    return case_id


def handling(people: People, call: Call, day: date, **other: Any) -> r16.Handling:
    """What the manager fills."""
    told: dict[str, Any] = {
        "day": day, "category": "维修质量", "sufficient": "充分", "reasonable": "合理",
        "investigated": "核对了工单、报价单和接车录音，情况属实。", "claim": call.what,
        "unit": after_sales(), "handler": ref(people.handler),
    }  # fmt: skip
    return r16.Handling(**told | other)


def major(people: People, call: Call, day: date) -> None:
    """The car is to be exchanged: a meeting, a solution that was negotiated, a measure under way."""
    case_id = take_down(people.adviser, call, day)
    told = handling(people, call, day, category="车辆质量", exchange="是", media="是")
    form_id = file(case_id, "F16-2", told, people.manager, at(day, 10))
    met = r16.Meeting(
        day=day, began=time(11), unit=after_sales(), place="一号会议室", people="总经理、售后、客户关系",
        content=call.what, discussion="先安排代步车，电池送厂家检测，统一口径。",
        decision="三天内给出检测结论，按三包规定办理。", spokesman=ref(people.manager),
    )  # fmt: skip
    go_on(file(case_id, "F16-3", met, people.manager, at(day, 12)), at(day, 13), 3)
    go_on(form_id, at(day, 17), 1, cause="电池采样线插头松动，误报警。", solution="更换采样线束，延保一年。")
    go_on(form_id, at(day, 17), 2)
    measure = r16.Measure(
        day=day, pursuit="预防措施", unit=after_sales(), cause="交车前没有读取电池故障码。",
        measure="交车前读码并打印存档。", due=day + timedelta(days=30),
    )  # fmt: skip
    paper = file(case_id, "F16-6", measure, people.handler, at(day, 17))
    go_on(paper, at(day, 17), 1, supervisor=ref(people.adviser))


def follow_up(case_id: int, people: People, day: date) -> None:
    """The customer is content, the case summed up and closed."""
    asked = r16.Inquiry(day=day, reached="罗晓明", score="4 满意", wish="以后交车前先路试。")
    file(case_id, "F16-4", asked, people.specialist, at(day, 17))
    told = r16.Summary(
        day=day, course="当天登记、检查、复修，次日回访。", evaluation="响应及时，第一次维修没有路试。",
        improvement="交车前路试。", execution="已写进检查单。",
    )  # fmt: skip
    go_on(file(case_id, "F16-5", told, people.manager, at(day, 17)), at(day, 17), 1)
    acting = Acting(people.manager.person_id, title_of("cr_manager"), frozenset({"cr_manager"}))
    with writing():
        act_on(case_id, Act("moved", "closed", "客户满意", newest_position(case_id)), acting, at(day, 17))


def go_on(form_id: int, moment: Moment, steps: int, **more: Any) -> None:
    """So many offices fill their cells and agree."""
    for _ in range(steps):
        turn = select(Task).filter_by(document_id=form_id, state="open").where(Task.step_id.is_not(None))
        task = db.session.scalars(turn.order_by(Task.id).limit(1)).one()
        fill_cells(form_id, task, moment, more)
        settle(form_id, moment, "approve")


def fill_cells(form_id: int, task: Task, moment: Moment, more: dict[str, Any]) -> None:
    """An office fills what is its to fill."""
    cells = {**FOUND.get(task.step.declared.name if task.step else "", {}), **more}
    if not cells:
        return
    document = db.session.get_one(Document, form_id)
    form = catalogue().type(document.type)
    told = {"told": moment.day} if "how" in cells else {}
    facts = replace(said(current(document), form), **cells, **told)
    with writing():
        change(task.id, task.person_id, form, facts, document.snapshot_id or 0, moment)


def ref(author: Author) -> Ref:
    """A colleague."""
    row = db.session.get_one(Person, author.person_id)
    return Ref(row.id, row.number, row.name)


def after_sales() -> Ref:
    """The unit that handles complaints."""
    row = db.session.scalars(select(Unit).filter_by(code="AFTER")).one()
    return Ref(row.id, row.code, "售后服务部")
