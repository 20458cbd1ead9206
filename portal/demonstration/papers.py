"""Three months of the demonstration company's papers, each sent and decided on its own day."""

from datetime import UTC, date, datetime, time, timedelta
from secrets import token_hex
from typing import NamedTuple

from sqlalchemy import select

from portal.core.approval.deciding import Kind, Verdict, decide
from portal.core.approval.models import Task
from portal.core.approval.sending import send
from portal.core.desk.moment import values
from portal.core.documents.models import Document
from portal.core.documents.operations import Author
from portal.core.facts import Facts, Month, Ref
from portal.core.inspections.operations import Inspector, inspect
from portal.core.inspections.queries import WeekOfRecords, records_of
from portal.core.instants import Moment
from portal.core.money import Amount
from portal.core.notices.models import Notice
from portal.core.notices.operations import read
from portal.core.org.models import Person
from portal.core.terms import Terms
from portal.core.web.context import calendar, catalogue, now, today
from portal.core.week import Week
from portal.domain.customers.models import Customer
from portal.domain.products.models import Product
from portal.domain.visits.facts import PLANNED, UNPLANNED
from portal.domain.visits.queries import planned_visits
from portal.extensions import db, writing
from portal.regulations.customer_maintenance import facts as r01

DILIGENT = 12  # of the last working days that an ordinary account manager has written down
OPINIONS: dict[Kind, str] = {
    "approve": "同意。",
    "return": "请补充重点客户的拜访频次。",
    "reject": "与年度安排不符。",
}
ENDS: tuple[tuple[Kind, ...], ...] = (("approve",), (), ("return",), ("reject",))
GOALS = ("核对订货与库存", "样品陈列复查", "新品介绍")
DONE = (
    "已见店长，库存三周，答应补货。",
    "样品陈列已按图调整。",
    "店主外出，留了资料。",
    "谈妥下月促销场地。",
    "收到两条产品意见。",
)
OTHERS = ("整理客户资料", "参加办事处例会", "核对回款", "新品培训")


class Manager(NamedTuple):
    """An account manager with the customers he looks after."""

    author: Author
    customers: list[Customer]


def at(day: date, hour: int) -> Moment:
    """A moment of a day, never later than now."""
    moment = datetime.combine(day, time(hour - 8), UTC)
    return Moment(min(moment, now()), Terms(day, calendar(), values()))


def working_days(first: date, last: date) -> list[date]:
    """The days on which people work, from one to another, both included."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if calendar().day(day).works]


def deliver(code: str, facts: Facts, author: Author, moment: Moment) -> int:
    """Send a paper; returns its id."""
    form = catalogue().type(code)
    with writing():
        return send(form, facts, author, f"demo:{token_hex(8)}", moment).id


def settle(document_id: int, moment: Moment, *kinds: Kind) -> None:
    """Decide the steps of a paper one after the other, as whoever has the turn."""
    for kind in kinds:
        turn = select(Task).filter_by(document_id=document_id, state="open").where(Task.step_id.is_not(None))
        with writing():
            task = db.session.scalars(turn.order_by(Task.id).limit(1)).one()
            seen = db.session.get_one(Document, document_id).snapshot_id or 0
            decide(task.id, task.person_id, Verdict(kind, OPINIONS[kind], seen), moment)


def fill(managers: list[Manager]) -> None:
    """Everything about customers: plans, journals, inspections, reports, targets."""
    month = Month(today().year, today().month)
    for months in (month.before().before(), month.before(), month):
        for number, manager in enumerate(managers):
            plan_of(manager, months, number)
    for number, manager in enumerate(managers):
        plan_of(manager, month.after(), number, last=True)
        journals(manager, every=number < 2)
        beside(manager, number)
    inspect_weeks(managers)


def ref(customer: Customer) -> Ref:
    """A customer as papers name him."""
    return Ref(customer.id, customer.code, customer.name)


def product_of(code: str) -> Ref:
    """A product as papers name it."""
    product = db.session.scalars(select(Product).filter_by(code=code)).one()
    return Ref(product.id, product.code, product.label)


def plan_of(manager: Manager, month: Month, number: int, last: bool = False) -> None:
    """A month's plan: approved, except that the coming month's are in every state."""
    days = working_days(month.first(), month.last())[number % 2 :: 2][:10]
    lines = tuple(
        r01.PlanLine(
            key=f"{n:08x}", day=day, customer=ref(customer), grade=customer.grade, route=f"第{n % 3 + 1}线",
            frequency=n % 2 + 1, goal=GOALS[n % 3], solution="带资料，当场确认",
        )
        for n, (day, customer) in enumerate(zip(days, manager.customers * 3, strict=False))
    )  # fmt: skip
    due = working_days(month.before().first(), month.before().last())[-3]
    sent = at(min(due, today()), 16)
    kinds: tuple[Kind, ...] = ("approve",)
    if last:
        kinds = ENDS[number % 4]
        if number % 5 == 0:
            return
    document_id = deliver("F01-1", r01.VisitPlan(month=month, lines=lines), manager.author, sent)
    settle(document_id, sent, *kinds)


def journals(manager: Manager, every: bool) -> None:
    """The days written down: of three months, or the last weeks with a gap here and there."""
    first = Month(today().year, today().month).before().before().first()
    days = working_days(first, today() - timedelta(days=1))
    for n, day in enumerate(days if every else days[-DILIGENT:]):
        if n % 9 != 7:
            deliver("F01-2", journal_of(manager, day, n), manager.author, at(day, 18))


def journal_of(manager: Manager, day: date, n: int) -> r01.Journal:
    """A day: what was planned, now and then somebody else, or other work."""
    planned = [visit.customer for visit in planned_visits(manager.author.person_id, day, day)]
    others = [] if n % 4 else [manager.customers[(n + 5) % len(manager.customers)]]
    lines = tuple(
        r01.JournalLine(
            key=f"{position:08x}", customer=ref(customer), goal=GOALS[n % 3],
            planned=PLANNED if customer in planned else UNPLANNED,
            arrived=time(9 + position, 30), left=time(10 + position, 20),
            summary=DONE[(n + position) % 5],
        )
        for position, customer in enumerate(dict.fromkeys([*planned, *others]))
    )  # fmt: skip
    return r01.Journal(day=day, lines=lines, others="" if lines else OTHERS[n % 4])


def beside(manager: Manager, number: int) -> None:
    """What is reported beside visits, in every state."""
    lately = working_days(today() - timedelta(days=14), today() - timedelta(days=1))
    day, diverted = lately[number % len(lately)], number % 3 == 0
    month, customer = Month(day.year, day.month), manager.customers[0]
    seen = r01.MarketReport(
        day=day, place="建材城", customer=ref(customer), source="本人观察", diversion=diverted,
        batch="B2609" if diverted else "", origin="外省" if diverted else "", trend="促销增多，新店两家。",
    )  # fmt: skip
    settle(
        deliver("F01-3", seen, manager.author, at(day, 17)),
        at(day, 18),
        *(("approve",) if number % 2 else ()),
    )
    line = r01.StockLine(
        key="00000000", product=product_of("M300"), unit="件", stock=40, safety=25, turnover=18,
        advice="补货 30 件",
    )  # fmt: skip
    stock = r01.StockGuidance(day, ref(customer), customer.grade, "每两周一次", (line,))
    deliver("F01-5", stock, manager.author, at(day, 17))
    module = product_of("M300")
    goal = r01.TargetLine(key="00000000", product=module, before=Amount(9_800_000), target=Amount(10_000_000))
    target = r01.MonthlyTarget(month=month, dealer=ref(customer), target=Amount(10_000_000), lines=(goal,))
    settle(deliver("F01-4", target, manager.author, at(day, 17)), at(day, 18), *ENDS[number % 4])
    asked = r01.Escalation(
        day=day, matter="重大工程客户" if number % 2 else "非常情况", place="工地",
        customer=ref(customer) if number % 2 else None, happened="甲方改期。", progress="已与经销商沟通。",
        proposal="请技术部同行。", asked="是否同意改期供货。",
    )  # fmt: skip
    settle(deliver("F01-6", asked, manager.author, at(day, 17)), at(day, 18), *ENDS[number % 3])


def inspect_weeks(managers: list[Manager]) -> None:
    """Office managers have read all weeks but the last two."""
    form, oldest = catalogue().type("F01-2"), Week.of(today()).before(12)
    for manager in managers:
        heads = select(Person.id).where(Person.number == HEADS[manager.author.unit])
        head = db.session.scalars(heads).one()
        for weeks in range(10):
            whose = WeekOfRecords(
                form, manager.author.person_id, Week(oldest.monday + timedelta(weeks=weeks))
            )
            seen = {document.id for document in db.session.scalars(records_of(whose))}
            if seen:
                with writing():
                    inspect(whose, Inspector(head, "办事处经理"), seen, "", at(whose.week.sunday, 9))


def read_notices() -> None:
    """Everybody has read what he was told before the last week."""
    old = select(Notice.person_id, Notice.id).where(Notice.at < now() - timedelta(days=7))
    with writing():
        for person_id, notice_id in db.session.execute(old).all():
            read(person_id, now(), until=notice_id, since=notice_id)


HEADS = {"华东办事处": "1003", "华南办事处": "1005", "西南办事处": "1025"}
