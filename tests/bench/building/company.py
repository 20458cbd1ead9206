"""The company: the real one of the tests, and around it ten thousand people in 250 offices."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from portal.core.auth.models import Identity
from portal.core.folding import folded
from portal.core.org.models import Holding, Person, Post, Unit, UnitPlace
from portal.core.org.roles import ROLES
from portal.core.org.search import spoken
from portal.domain.customers.models import Customer
from portal.extensions import db, writing

PEOPLE, OFFICES, REGIONS, CUSTOMERS = 10_000, 250, 10, 20_000
SINCE = date(2019, 1, 1)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红飞玲鑫波斌宇浩凯健俊帆雪颖琳晨阳"
SHOPS = ("建材", "装饰", "五金", "工程", "商贸", "家居", "陶瓷", "卫浴")
PLACES = ("滨江", "余杭", "临平", "富阳", "桐庐", "建德", "上城", "拱墅", "海宁", "诸暨", "义乌", "东阳")


TABLES = (Unit, UnitPlace, Person, Post, Holding, Identity)
Rows = dict[Any, list[dict[str, Any]]]


class Office(NamedTuple):
    """A unit, its head, and those who write its papers: ids and names."""

    unit_id: int
    unit: str
    head: tuple[int, str]
    authors: list[tuple[int, str]]


def enlarge(size: int = PEOPLE) -> list[Office]:
    """Everybody beside the tests' company, by plain rows; returns the offices."""
    sales = db.session.scalars(select(Unit).filter_by(code="SALES")).one().id
    secret = db.session.scalars(select(Identity.secret).limit(1)).one()
    firsts = {model: next_id(model) for model in (Unit, Person, UnitPlace)}
    regions = [Office(firsts[Unit] + n, f"第{n + 1}大区", (0, ""), []) for n in range(REGIONS)]
    offices = list(office_rows(firsts[Unit] + REGIONS, firsts[Person], size))
    rows: Rows = {model: [] for model in TABLES}
    for number, unit in enumerate([*regions, *offices]):
        parent = sales if number < REGIONS else regions[number % REGIONS].unit_id
        rows[Unit].append({"id": unit.unit_id, "code": f"B{number:04}"})
        rows[UnitPlace].append(
            {"unit_id": unit.unit_id, "parent_id": parent, "name": unit.unit, "since": SINCE}
        )
    for office in offices:
        add(rows, office, *office.head, "branch_office_manager", secret)
        for each in office.authors:
            add(rows, office, *each, "account_manager", secret)
    with writing():
        for model, many in rows.items():
            db.session.execute(model.__table__.insert(), many)
        db.session.execute(Customer.__table__.insert(), list(customers(offices)))
    return offices


def office_rows(unit_id: int, person_id: int, size: int) -> Iterator[Office]:
    """Offices with as many people each."""
    each = size // OFFICES
    for number in range(OFFICES):
        first = person_id + number * each
        people = [(first + n, name_of(first + n)) for n in range(each)]
        yield Office(unit_id + number, f"{PLACES[number % 12]}第{number + 1}办事处", people[0], people[1:])


def name_of(number: int) -> str:
    """A name, of which some are borne by several."""
    given = GIVEN[number * 7 % len(GIVEN)] + (GIVEN[number * 11 % (len(GIVEN) - 1)] if number % 3 else "")
    return SURNAMES[number * 13 % len(SURNAMES)] + given


def add(rows: Rows, office: Office, person_id: int, name: str, role: str, secret: str) -> None:
    """A person in a post of his own; person, post and holding have one id."""
    kind, mine = ROLES[role], {"id": person_id, "since": SINCE}
    number = f"{10_000 + person_id}"
    rows[Person].append({**mine, "number": number, "name": name})
    post = {"unit_id": office.unit_id, "role": role, "title": kind.title, "heads": kind.heads}
    rows[Post].append({**mine, **post})
    rows[Holding].append({**mine, "person_id": person_id, "post_id": person_id})
    rows[Identity].append(
        {"person_id": person_id, "provider": "password", "subject": number, "secret": secret}
    )


def customers(offices: list[Office]) -> Iterator[dict[str, Any]]:
    """Customers of every office, as the register keeps them."""
    first, pattern = (
        next_id(Customer),
        db.session.execute(select(Customer.__table__).limit(1)).mappings().one(),
    )
    for number in range(CUSTOMERS):
        office = offices[number % len(offices)]
        name = f"{PLACES[number * 5 % 12]}{name_of(number)[1:]}{SHOPS[number % 8]}{number}号店"
        initials, pinyin = spoken(name)
        told = {"folded": folded(name), "bare": folded(name), "initials": initials, "pinyin": pinyin}
        whose = {"unit_id": office.unit_id, "owner_id": office.authors[number % len(office.authors)][0]}
        mine = {"id": first + number, "code": f"K{number:06}", "name": name, "form_key": None}
        yield {**pattern, **mine, **whose, **told}


def next_id(model: Any) -> int:
    """The first id that is free."""
    return (db.session.scalar(select(model.id).order_by(model.id.desc()).limit(1)) or 0) + 1
