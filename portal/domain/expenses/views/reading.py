"""Pages: what customers bought and paid in a month, and what each product may cost."""

from flask import render_template
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.desk.lists import keyset_page
from portal.core.desk.workbooks import as_file
from portal.core.spreadsheets.writing import table_workbook
from portal.domain.customers.models import Customer
from portal.domain.expenses.desk import READER, asked_month, keeps
from portal.domain.expenses.models import Purchase, Standard
from portal.domain.expenses.queries import months_bought, purchases, standards, sums_of
from portal.domain.expenses.views.blueprint import blueprint
from portal.domain.products.models import Product
from portal.extensions import db

MOST_EXPORTED = 20_000
HEADINGS = ("客户", "客户编码", "品种", "品种编码", "单位", "数量", "纯销金额", "已回款")


@blueprint.get("/purchases")
@allow(READER)
def index() -> str:
    """A month's purchases with their sums."""
    month = asked_month()
    rows, more = keyset_page(purchases(month), Purchase.id)
    values = {"rows": rows, "more": more, "months": months_bought(), "sums": sums_of(month)}
    return render_template("domain/expenses/purchases.html", month=month, keeps=keeps(), **values)


@blueprint.get("/purchases.xlsx")
@allow(READER)
def xlsx() -> Response:
    """The same month as a workbook."""
    month = asked_month()
    query = purchases(month).join(Purchase.customer).join(Purchase.product)
    found = db.session.scalars(query.order_by(Customer.code, Product.code).limit(MOST_EXPORTED))
    rows = [
        (
            row.customer.name, row.customer.code, row.product.label, row.product.code, row.product.unit,
            row.quantity, row.invoiced.decimal, row.collected.decimal,
        )
        for row in found
    ]  # fmt: skip
    return as_file(table_workbook("采购与回款", HEADINGS, rows), f"客户采购与回款 {month}")


@blueprint.get("/standards")
@allow("work")
def standards_now() -> str:
    """What each product may cost, the newest first."""
    rows, more = keyset_page(standards(), Standard.id)
    return render_template("domain/expenses/standards.html", rows=rows, more=more)
