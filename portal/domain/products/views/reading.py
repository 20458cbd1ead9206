"""Pages: find a product, read what the register says of it."""

from flask import abort, render_template

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.web.context import today
from portal.core.web.posted import asked
from portal.domain.products.models import Product
from portal.domain.products.queries import PAGE, Search, found
from portal.domain.products.views.blueprint import blueprint
from portal.extensions import db

LONGEST_SEARCH = 80
KEEPER = "keep_products"


@blueprint.get("/products")
@allow("work")
def index() -> str:
    """The products that the visitor's words find."""
    search = Search(asked("q")[:LONGEST_SEARCH], asked("state") != "ended", asked("after")[:20])
    rows = found(search, today())
    more = rows[PAGE - 1].code if len(rows) > PAGE else ""
    values = {"rows": rows[:PAGE], "more": more, "search": search, "today": today()}
    return render_template("domain/products/index.html", keeps=keeps(), **values)


@blueprint.get("/products/<id:product_id>")
@allow("work")
def show(product_id: int) -> str:
    """One product."""
    product = product_of(product_id)
    return render_template("domain/products/show.html", product=product, keeps=keeps(), today=today())


def product_of(product_id: int) -> Product:
    """The product; 404 when there is none."""
    product = db.session.get(Product, product_id)
    if product is None:
        abort(404)
    return product


def keeps() -> bool:
    """Whether the visitor keeps the register."""
    return KEEPER in visitor().capabilities
