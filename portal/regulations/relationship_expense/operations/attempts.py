"""What somebody tried to enter against the law: noted when the sheet is refused (反不正当竞争法第八条)."""

from portal.core.approval.hooks import Refusing, on_refused
from portal.core.facts import Column, Ref, Refusal, columns, tables
from portal.core.instants import Moment
from portal.domain.expenses.operations import Attempt, note_refused
from portal.regulations.relationship_expense.clauses import LAW
from portal.regulations.relationship_expense.documents import (
    advance_slip,
    application,
    month_table,
    settlement_slip,
    summary_table,
)


@on_refused(month_table)
@on_refused(summary_table)
@on_refused(application)
@on_refused(advance_slip)
@on_refused(settlement_slip)
def note_attempts(refusing: Refusing, moment: Moment) -> None:
    """反不正当竞争法§8: each refusal that cites the law, with the customer and the place."""
    tried = [attempt(refusing, each) for each in refusing.refusals if each.clause == LAW]
    note_refused(tried, refusing.person_id, moment)


def attempt(refusing: Refusing, refusal: Refusal) -> Attempt:
    """One of them in words."""
    form = f"{refusing.form.title}（{refusing.form.code}）"
    return Attempt(form, customer_of(refusing, refusal), place_of(refusing, refusal), refusal.message)


def customer_of(refusing: Refusing, refusal: Refusal) -> str:
    """The customer of the refused line, else of the sheet; empty where it names none."""
    said = refusing.said
    line = said.lines[str(refusal.path[0])][int(refusal.path[1])] if len(refusal.path) > 1 else {}
    named = line.get("customer") or said.head.get("customer") or said.head.get("prospect") or ""
    return named.label if isinstance(named, Ref) else str(named)


def place_of(refusing: Refusing, refusal: Refusal) -> str:
    """The cell as people call it, and what stood in it."""
    facts, said = refusing.form.facts, refusing.said
    if len(refusal.path) == 1:
        name = str(refusal.path[0])
        return told(columns(facts)[name], said.head[name])
    table, position, name = str(refusal.path[0]), int(refusal.path[1]), str(refusal.path[2])
    column = columns(tables(facts)[table].line)[name]
    return f"第{position + 1}行 {told(column, said.lines[table][position][name])}"


def told(column: Column, value: object) -> str:
    """A cell's name with its value."""
    return f"{column.cell.label}：{value.label if isinstance(value, Ref) else value}"
