"""Page: 客情费月度, a month as finance closes it, each of its lists also as a workbook."""

from decimal import Decimal

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from portal.core.approval.visibility import visible
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.desk.workbooks import as_file
from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.kinds import Unreadable
from portal.core.kinds.moments import month_of
from portal.core.spreadsheets.writing import table_workbook
from portal.core.web.context import today
from portal.core.web.menu import MenuEntry
from portal.extensions import db
from portal.regulations.relationship_expense.operations.closing import Closing, closing_of

blueprint = Blueprint("relationship_expense", __name__)
MENU = [MenuEntry("relationship_expense.month", "客情费月度", "read_ledger")]
Rows = list[tuple[str | Decimal, ...]]
HEADINGS = {
    "tables": ("统计表", ("销售代表", "工号", "表", "编号", "状态", "在谁处", "迟交")),
    "accounts": ("专户", ("科目", "期初", "收入", "支出", "期末")),
    "owed": ("未核销借支", ("借支人", "借支单", "还有", "借支日", "应核销日")),
    "out": ("未收回原件", ("单据", "编号", "第几份", "由谁保存", "取件人", "应收回日")),
}


@blueprint.get("/relationship-expense/month")
@allow("read_ledger")
def month() -> str:
    """The days, what is missing, and the lists."""
    terms = this_moment().terms
    closing = closing_of(asked_month(), terms)
    values = {"closing": closing, "missing": closing.missing(terms), "terms": terms}
    return render_template("regulations/relationship_expense/month.html", seen=seen(closing), **values)


@blueprint.get("/relationship-expense/month.xlsx")
@allow("read_ledger")
def month_xlsx() -> Response:
    """One of the lists."""
    name = request.args.get("list", "")
    if name not in HEADINGS:
        abort(404)
    terms = this_moment().terms
    closing, (title, headings) = closing_of(asked_month(), terms), HEADINGS[name]
    content = table_workbook(title, headings, rows_of(closing)[name])
    return as_file(content, f"{title} {closing.month}")


def asked_month() -> Month:
    """The month that the address names, this one when it names none; 404 when it cannot be read."""
    text = request.args.get("month", "")
    try:
        return month_of(text) if text else Month(today().year, today().month)
    except Unreadable:
        abort(404)


def seen(closing: Closing) -> set[int]:
    """The documents named here that the visitor may open."""
    ids = [each.document.id for each in closing.tables if each.document]
    ids += [document.id for _, document in closing.out]
    ids += [each.advance.document_id for each in closing.owed]
    mine = visible(visitor().person_id, today()).where(Document.id.in_(ids))
    return set(db.session.scalars(mine))


def rows_of(closing: Closing) -> dict[str, Rows]:
    """The lists as rows."""
    return {
        "tables": [
            (
                each.person.name, each.person.number, each.form.title,
                each.document.number if each.document else "",
                each.document.status_label if each.document else "没有交", each.waits_for,
                "迟交" if each.late else "",
            )
            for each in closing.tables
        ],
        "accounts": [
            (account.name, *(each.decimal for each in (*moved, moved.closing)))
            for account, moved in closing.accounts
        ],
        "owed": [
            (
                each.advance.person.name, each.advance.document.number, each.left.decimal,
                f"{each.advance.day}", f"{each.due.day}",
            )
            for each in closing.owed
        ],
        "out": [
            (
                document.title, document.number, f"{copy.number}", copy.keeper, copy.person.name,
                f"{copy.back_by}",
            )
            for copy, document in closing.out
        ],
    }  # fmt: skip
