"""Pages: every line that was spent with its signers, and every attempt that was refused by law."""

from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, url_for
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from portal.core.approval.visibility import visible
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.lists import keyset_page
from portal.core.desk.workbooks import as_file
from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.instants import local_text
from portal.core.spreadsheets.writing import table_workbook
from portal.core.web.context import catalogue, today, zone
from portal.domain.expenses.compliance import attempts, lines_spent, signers_of
from portal.domain.expenses.desk import WATCHER, named_month
from portal.domain.expenses.models import ExpenseLine, RefusedAttempt
from portal.domain.expenses.views.blueprint import blueprint
from portal.extensions import db

MOST_EXPORTED = 20_000
SPENT = ("月份", "表单", "单据编号", "填报人", "客户", "用途", "收款单位", "金额", "签字", "状态")
TRIED = ("时间", "何人", "表单", "客户", "在哪里", "为什么不行")


@blueprint.get("/compliance")
@allow(WATCHER)
def compliance() -> str:
    """What was spent, the newest lines first."""
    month = named_month()
    rows, more = keyset_page(lines_spent(month).options(author()), ExpenseLine.id)
    papers = {row.document_id for row in rows}
    mine = visible(visitor().person_id, today()).where(Document.id.in_(papers))
    readable = set(db.session.scalars(mine))
    values = {"rows": rows, "more": more, "signers": signers_of(papers), "readable": readable}
    return render_template("domain/expenses/compliance.html", month=month, title_of=title_of, **values)


@blueprint.get("/compliance.xlsx")
@allow(WATCHER)
def compliance_xlsx() -> Response:
    """The same as a workbook."""
    month = named_month()
    query = lines_spent(month).options(author())
    if too_many(query):
        return back("expenses.compliance", month)
    found = list(db.session.scalars(query.order_by(ExpenseLine.id)))
    signers = signers_of(row.document_id for row in found)
    rows = [spent_row(row, signers.get(row.document_id, "")) for row in found]
    return as_file(table_workbook("支出", SPENT, rows), f"费用合规报告 {month or '全部'}")


@blueprint.get("/compliance/refused")
@allow(WATCHER)
def refused_attempts() -> str:
    """What was refused by law, the newest first."""
    month = named_month()
    rows, more = keyset_page(attempts(month), RefusedAttempt.id)
    return render_template("domain/expenses/refused.html", rows=rows, more=more, month=month)


@blueprint.get("/compliance/refused.xlsx")
@allow(WATCHER)
def refused_xlsx() -> Response:
    """The same as a workbook."""
    month = named_month()
    query = attempts(month)
    if too_many(query):
        return back("expenses.refused_attempts", month)
    found = db.session.scalars(query.order_by(RefusedAttempt.id))
    rows = [
        (local_text(row.at, zone()), row.person.name, row.form, row.customer, row.place, row.message)
        for row in found
    ]
    return as_file(table_workbook("被拒绝的填报", TRIED, rows), f"被拒绝的填报 {month or '全部'}")


def author() -> Any:
    """SQL: documents come with their authors."""
    return joinedload(ExpenseLine.document).joinedload(Document.author)


def title_of(document: Document) -> str:
    """What the form of a document is called."""
    return catalogue().type(document.type).title


def spent_row(row: ExpenseLine, signers: str) -> tuple[str | Decimal, ...]:
    """A line for the workbook."""
    paper, month = row.document, Month(row.month.year, row.month.month)
    return (
        f"{month}", title_of(paper), paper.number, paper.author.name, row.customer, row.use, row.payee,
        row.amount.decimal, signers, paper.status_label,
    )  # fmt: skip


def too_many(query: Select[Any]) -> bool:
    """Whether there is more than one workbook can tell."""
    return int(db.session.scalar(select(func.count()).select_from(query.subquery())) or 0) > MOST_EXPORTED


def back(endpoint: str, month: Month | None) -> Response:
    """To the page, saying why there is no workbook."""
    flash(f"没有导出：每次最多 {MOST_EXPORTED} 行，请按月份导出。")
    return redirect(url_for(endpoint, month=f"{month.first():%Y-%m}" if month else None))
