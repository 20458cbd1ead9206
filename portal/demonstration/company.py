"""The demonstration company, made by the real operations: neutral names, papers in every state."""

from datetime import date, datetime, time, timedelta
from typing import cast

from flask import current_app
from sqlalchemy import select

from portal.core.approval.acting import waiting
from portal.core.approval.deciding import Kind, Verdict, decide
from portal.core.approval.models import Task
from portal.core.approval.sending import send
from portal.core.auth.operations import give_password
from portal.core.auth.passwords import Passwords
from portal.core.delegations.operations import delegate
from portal.core.delegations.rules import EVERY_FORM, Wanted
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.documents.operations import Author
from portal.core.duties.planning import plan
from portal.core.facts import Month, Ref
from portal.core.org.models import Person, Unit
from portal.core.org.operations import appoint, enrol, open_post, open_unit
from portal.core.org.roles import ROLES
from portal.core.web.context import calendar, catalogue, now, today, zone
from portal.demonstration.alarms import tell_of_alarms
from portal.demonstration.assets import fill_assets
from portal.demonstration.bank import fill_bank
from portal.demonstration.complaints import fill_complaints
from portal.demonstration.customers import register_customers, register_more
from portal.demonstration.dealer import People, fill_dealer
from portal.demonstration.employee import Employee
from portal.demonstration.expenses import fill_expenses
from portal.demonstration.it_changes import fill_changes
from portal.demonstration.it_reports import report_incidents
from portal.demonstration.it_service import fill_desk
from portal.demonstration.items import fill_items
from portal.demonstration.knowledge import fill_knowledge
from portal.demonstration.operations_manual import fill_manual
from portal.demonstration.papers import Manager, at, fill, read_notices
from portal.demonstration.planning import fill_planning
from portal.demonstration.problems import fill_problems
from portal.demonstration.products import register_products
from portal.demonstration.rosters import fill_rosters
from portal.demonstration.staff import OFFICES, PLANNING, STAFF, WEST
from portal.demonstration.system_maintenance import fill_maintenance
from portal.domain.customers.models import Customer
from portal.extensions import db, writing
from portal.regulations.customer_maintenance.facts import PlanLine, VisitPlan

SINCE = date(2020, 1, 1)
WATCHED_FOR = timedelta(days=16)
COMPANY = "远山商贸有限公司"


UNITS = (
    ("SALES", "销售部", "ROOT"),
    ("EAST", "华东办事处", "SALES"),
    ("SOUTH", "华南办事处", "SALES"),
    ("FIN", "财务部", "ROOT"),
)
EMPLOYEES = (
    Employee("1001", "陈立", "account_manager", "EAST"),
    Employee("1002", "林可", "account_manager", "EAST"),
    Employee("1003", "周敏", "branch_office_manager", "EAST"),
    Employee("1004", "吴桐", "account_manager", "SOUTH"),
    Employee("1005", "何清", "branch_office_manager", "SOUTH"),
    Employee("1006", "王岚", "sales_manager", "SALES"),
    Employee("1007", "许文", "auditor", "ROOT"),
    Employee("1008", "方正平", "general_manager", "ROOT"),
    Employee("1009", "沈知", "portal_admin", "ROOT"),
    Employee("1010", "郑一帆", "sales_rep", "EAST"),
    Employee("1011", "苏禾", "sales_clerk", "SALES"),
    Employee("1012", "秦悦", "finance_clerk", "FIN"),
    Employee("1013", "贺章", "finance_head", "FIN"),
    Employee("1014", "严静", "compliance_officer", "ROOT"),
)
VISITS = (
    ("滨江—萧山", 2, "核对下月订货与库存", "库存偏高，建议改小批补货"),
    ("余杭", 2, "改期供货协商", "请技术部同行，带检测报告"),
    ("临平", 1, "样品陈列整改复查", "门头灯箱更换"),
    ("富阳", 1, "新品介绍、导购培训", "店员两名未受训"),
    ("桐庐", 1, "了解窜货与市场动向", "收集产品信息，当日上报"),
)
DEALER = ("1065", "1066", "1067", "1068", "1069", "1008")  # in the order of People
DEMO_PEOPLE = [(e.number, e.name, ROLES[e.role].title) for e in EMPLOYEES]


def is_empty() -> bool:
    """Whether no company was set up yet."""
    return db.session.scalar(select(Unit.id).limit(1)) is None


def create_demonstration(password: str, writers: int = 100) -> None:
    """Set up company, people, customers and three months of papers, by at most so many account managers."""
    create_company(password)
    enlarge(password)
    begin_watching()
    managers = [e for e in (*EMPLOYEES, *STAFF) if e.role == "account_manager"]
    fill([manager_of(e.number) for e in managers[:writers]])
    fill_expenses(author_of("1011"), author_of("1010"), author_of("1006"))
    fill_complaints(author_of("1052"), author_of("1010"), author_of("1053"))
    fill_dealer(People(*map(author_of, DEALER)))
    fill_rosters()
    fill_bank(author_of)
    fill_items(author_of)
    fill_desk(author_of)
    fill_assets(author_of)
    fill_changes(author_of)
    report_incidents(author_of)
    fill_knowledge(author_of)
    fill_problems(author_of)
    fill_maintenance(author_of)
    tell_of_alarms()
    fill_manual(author_of)
    read_notices()
    manager, *planners = [author_of(e.number) for e in STAFF if e.unit == PLANNING[0]]
    fill_planning(planners, manager)
    go_away("1005", "1003")


def go_away(number: str, other: str) -> None:
    """A colleague decides for somebody who is at a fair this week."""
    person_id = author_of(number).person_id
    until = datetime.combine(today() + timedelta(days=7), time(), zone())
    wanted = Wanted(person_id, author_of(other).person_id, None, until, EVERY_FORM, "参加展会")
    with writing():
        delegate(wanted, person_id, waiting(person_id, wanted.forms), now())


def begin_watching() -> None:
    """Duties are watched since a few weeks ago, when the company began to work with the portal."""
    with writing():
        plan(at(today() - WATCHED_FOR, 8))


def manager_of(number: str) -> Manager:
    """An account manager with the customers he looks after."""
    author = author_of(number)
    mine = select(Customer).filter_by(unit_id=author.unit_id).order_by(Customer.code)
    own = db.session.scalars(mine.filter_by(owner_id=author.person_id)).all()
    return Manager(author, list(own or db.session.scalars(mine.limit(20)).all()))


def enlarge(password: str) -> None:
    """The third office, the planners and everybody else."""
    secret = cast(Passwords, current_app.extensions["passwords"]).hash(password)
    with writing():
        units = {code: unit for code, unit in db.session.execute(select(Unit.code, Unit))}
        for code, name, parent in (WEST, PLANNING, *OFFICES):
            units[code] = open_unit(code, name, SINCE, units[parent])
        people = {e.number: employ(e, units[e.unit], secret) for e in STAFF}
        owners = [people[e.number] for e in STAFF if (e.role, e.unit) == ("account_manager", WEST[0])]
        register_more(units[WEST[0]], owners, this_moment())


def create_company(password: str) -> None:
    """The company without any paper."""
    secret = cast(Passwords, current_app.extensions["passwords"]).hash(password)
    with writing():
        units = open_units()
        people = {e.number: employ(e, units[e.unit], secret) for e in EMPLOYEES}
        register_customers(units, account_managers(people), this_moment())
        register_products(people["1011"], SINCE, this_moment())


def open_units() -> dict[str, Unit]:
    """The company and its units, by code."""
    units = {"ROOT": open_unit("ROOT", COMPANY, SINCE)}
    for code, name, parent in UNITS:
        units[code] = open_unit(code, name, SINCE, units[parent])
    return units


def employ(employee: Employee, unit: Unit, secret: str) -> Person:
    """Enrol one person in a post of his own."""
    person = enrol(employee.number, employee.name, SINCE)
    appoint(person, open_post(unit, employee.role, SINCE), SINCE)
    give_password(person, secret)
    return person


def account_managers(people: dict[str, Person]) -> dict[str, list[Person]]:
    """Who looks after the customers of each office."""
    managers = [e for e in EMPLOYEES if e.role == "account_manager"]
    return {m.unit: [people[e.number] for e in managers if e.unit == m.unit] for m in managers}


def send_plan(number: str, month: Month, verdict: Kind | None) -> None:
    """One plan of an account manager, sent and perhaps decided by his office manager."""
    form = catalogue().type("F01-1")
    author = author_of(number)
    plan = VisitPlan(month=month, lines=lines(author.unit_id, month))
    with writing():
        document_id = send(form, plan, author, f"demo:{number}:{month}", this_moment()).id
    if verdict:
        settle(document_id, verdict)


def settle(document_id: int, kind: Kind) -> None:
    """The office manager's decision."""
    opinion = {"approve": "同意，按计划执行。", "return": "请补充重点客户的拜访频次。"}[kind]
    with writing():
        task = db.session.scalars(select(Task).filter_by(document_id=document_id, state="open")).one()
        seen = db.session.get_one(Document, document_id).snapshot_id or 0
        decide(task.id, task.person_id, Verdict(kind, opinion, seen), this_moment())


def author_of(number: str) -> Author:
    """A demonstration person as an author."""
    employee = next(e for e in (*EMPLOYEES, *STAFF) if e.number == number)
    person = db.session.scalars(select(Person).filter_by(number=number)).one()
    unit = db.session.scalars(select(Unit).filter_by(code=employee.unit)).one()
    names = {code: name for code, name, _ in (*UNITS, WEST, PLANNING, *OFFICES)}
    return Author(person.id, person.name, unit.id, names.get(employee.unit, COMPANY), COMPANY)


def lines(unit_id: int, month: Month) -> tuple[PlanLine, ...]:
    """Visits to the unit's customers on working days of the month."""
    customers = db.session.scalars(select(Customer).filter_by(unit_id=unit_id).order_by(Customer.code)).all()
    days = [month.first() + timedelta(days=n) for n in range(31)]
    working = [day for day in days if month.holds(day) and calendar().day(day).works]
    return tuple(line(n, customers[n % len(customers)], working[n]) for n in range(min(8, len(working))))


def line(position: int, customer: Customer, day: date) -> PlanLine:
    """One visit."""
    route, frequency, goal, solution = VISITS[position % len(VISITS)]
    return PlanLine(
        key=f"{position:08x}", day=day, customer=Ref(customer.id, customer.code, customer.name),
        grade=customer.grade, route=route, frequency=frequency, goal=goal, solution=solution,
    )  # fmt: skip
