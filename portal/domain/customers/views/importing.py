"""Pages: customers from Excel."""

import hashlib

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.list_imports import Faulty, empty_list, taken_in
from portal.core.desk.moment import this_moment
from portal.core.forms.fields import Fields, dump
from portal.core.web.context import today
from portal.domain.customers import desk
from portal.domain.customers.lists import LIST, alike, doubles, register_all, rows_of
from portal.domain.customers.operations import AlreadyRegistered, Registrar
from portal.domain.customers.views.blueprint import blueprint
from portal.extensions import writing


@blueprint.get("/customers/template.xlsx")
@allow("work")
def template() -> Response:
    """The empty list."""
    desk.registrar()
    return empty_list(LIST)


@blueprint.post("/customers/import")
@allow("work")
def take_in() -> Response:
    """Register all customers of a list, or give it back with what is wrong marked."""
    desk.registrar()
    return taken_in(LIST, url_for("customers.index"), register)


def register(fields: Fields) -> Response:
    """Register them; raises Faulty."""
    post = desk.registrar()
    rows = rows_of(fields, desk.rights_to_new(post), today())
    faults = {k: v for row in rows for k, v in row.faults.items()} | doubles(rows)
    faults = faults or alike(rows, visitor().person_id, today())
    if faults or not rows:
        raise Faulty(faults)
    registrar = Registrar(visitor().person_id, post.unit_id)
    try:
        with writing():
            count = register_all(rows, registrar, f"{registrar.person_id}:{key_of(fields)}", this_moment())
    except AlreadyRegistered:
        flash("这张表已经登记过，没有重复登记。")
    else:
        flash(f"已登记 {count} 个客户。")
    return redirect(url_for("customers.index"), 303)


def key_of(fields: Fields) -> str:
    """What a list says, so that the same list sent twice registers nobody twice."""
    said = dump([(name, text) for name, text in fields if not name.endswith("-key")])
    return hashlib.sha256(said.encode()).hexdigest()[:40]
