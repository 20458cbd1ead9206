"""A list of people as a workbook: each enrolled and appointed, all of them or none."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated as A
from typing import Any

from portal.core.administration import people, posts
from portal.core.administration.acts import Administrator, Refused
from portal.core.administration.queries import unit_named
from portal.core.facts import Cell, Facts, Line, Short, Table, tables
from portal.core.forms.cells import CellForm
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import line_forms
from portal.core.notices.addresses import address_fault
from portal.core.notices.operations import keep_address
from portal.core.org.roles import ROLES
from portal.core.spreadsheets.layout import ListForm
from portal.extensions import db

MOST = 50  # each gets a password, and hashing takes its time


class PersonRow(Line, frozen=True, kw_only=True):
    """One employee with his post."""

    number: A[Short, Cell("工号", "", 3)]
    name: A[Short, Cell("姓名", "", 3)]
    unit: A[Short, Cell("部门（代码或名称）", "", 5)]
    role: A[Short, Cell("角色", "", 4)]
    title: A[Short, Cell("岗位名称（不填与角色同名）", "", 5)] = ""
    since: A[date, Cell("从哪天起", "", 3)]
    mail: A[Short, Cell("邮箱（可不填）", "", 5)] = ""


class PeopleList(Facts, frozen=True):
    """People to enrol."""

    lines: A[tuple[PersonRow, ...], Table("人员", "", 1, MOST)]


LIST = ListForm("people", "人员登记表", PeopleList)


class ListRefused(Exception):
    """What is wrong, by cell of the list; nobody was enrolled."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(str(faults))
        self.faults = faults


def rows_of(fields: Fields) -> list[CellForm]:
    """Every row, read cell by cell."""
    return list(line_forms(tables(PeopleList)["lines"], fields))


def enrol_all(rows: list[CellForm], secrets: list[str], who: Administrator) -> None:
    """Enrol and appoint everybody; raises ListRefused with every row's first fault."""
    faults: dict[str, str] = {}
    for number, (row, secret) in enumerate(zip(rows, secrets, strict=True)):
        try:
            with db.session.begin_nested():
                enrol_one({cell.short_name: cell.data for cell in row.cells()}, secret, who)
        except Refused as refused:
            field = refused.field if refused.field in columns() else "number"
            faults[f"lines-{number}-{field}"] = refused.why
    if faults:
        raise ListRefused(faults)


def enrol_one(said: Mapping[str, Any], secret: str, who: Administrator) -> None:
    """One employee: enrolled, a post opened in the unit, appointed to it."""
    roles = [name for name, role in ROLES.items() if said["role"] in (name, role.title)]
    if not roles:
        raise Refused("role", "没有这个角色，请写：" + "、".join(role.title for role in ROLES.values()))
    unit_id = unit_named(said["unit"], said["since"], "unit")
    person = people.enrol(said["number"], said["name"], said["since"], secret, who)
    post = posts.open_post(unit_id, roles[0], said["title"], said["since"], who)
    posts.appoint(post.id, person.id, said["since"], None, who)
    mail = said["mail"] or ""
    if mail and address_fault(mail):
        raise Refused("mail", address_fault(mail))
    keep_address(person.id, mail, who.person_id, who.at)


def columns() -> set[str]:
    """The cells of a row."""
    return set(PersonRow.__struct_fields__) - {"key"}
