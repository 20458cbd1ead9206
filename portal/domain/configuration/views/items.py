"""Pages: find a configuration item; what the register says of it; what an audit finds."""

from flask import abort, render_template, url_for

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.in_use import chapters_in_use
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.facts import columns
from portal.core.web.context import catalogue, today
from portal.core.web.posted import asked, id_of
from portal.domain.configuration.findings import RULES
from portal.domain.configuration.models import ConfigurationItem
from portal.domain.configuration.queries import (
    PAGE,
    Search,
    audited,
    found,
    leading_from,
    leading_to,
    opened_by,
    papers,
    unit_name,
)
from portal.domain.configuration.views.blueprint import blueprint
from portal.domain.configuration.words import TYPES
from portal.extensions import db

WORKS = "work_tickets"
LONGEST = 80
ASKED = {"known", "type", "status", "owner"}


@blueprint.get("/items")
@allow(WORKS)
def index() -> str:
    """The items that the visitor's words find, of a type or all."""
    kind = asked("type") if asked("type") in TYPES else ""
    search = Search(asked("q")[:LONGEST], kind, asked("state") == "gone", id_of(asked("after")))
    rows = found(search)
    more = rows[PAGE - 1].id if len(rows) > PAGE else 0
    said = {"rows": rows[:PAGE], "more": more, "search": search, "types": TYPES, "begins": begin()}
    return render_template("domain/configuration/index.html", **said)


@blueprint.get("/items/findings")
@allow(WORKS)
def audit() -> str:
    """What is wrong with the register, rule by rule."""
    rows = audited(today())
    by_rule = {rule: [row for row in rows if row.rule == rule] for rule in RULES}
    said = {"by_rule": by_rule, "rules": RULES, "count": len(rows)}
    return render_template("domain/configuration/findings.html", **said)


@blueprint.get("/items/<id:item_id>")
@allow(WORKS)
def show(item_id: int) -> str:
    """One item: what it is, what it runs on and what runs on it, its papers."""
    item = item_asked(item_id)
    rows = papers(item_id)
    said = {
        "item": item, "unit": unit_name(item, today()), "today": today(),
        "papers": rows, "opens": opens(rows),
        "from_here": leading_from(item_id, today()), "to_here": leading_to(item_id, today()),
    }  # fmt: skip
    return render_template("domain/configuration/show.html", **said, anew=begin(item), title_of=title_of)


def item_asked(item_id: int) -> ConfigurationItem:
    """The item; 404 when there is none."""
    item = db.session.get(ConfigurationItem, item_id)
    if item is None:
        abort(404)
    return item


def opens(rows: list[Document]) -> set[int]:
    """Those of some papers that the visitor may open."""
    return opened_by(visitor().person_id, [row.id for row in rows], today())


def title_of(paper: Document) -> str:
    """What a paper's form is called."""
    return catalogue().type(paper.type).title


def begin(item: ConfigurationItem | None = None) -> str:
    """Where the visitor registers an item, or a change of one; nowhere if he may not."""
    form = registering_form()
    if form is None or not visitor().post_for(form.authors):
        return ""
    return url_for("sheets.new", code=form.slug, of=f"item-{item.id}" if item else None)


def registering_form() -> DocumentType | None:
    """The form by which items are registered, of the regulations that are used today."""
    forms = (form for chapter in chapters_in_use() for form in chapter.types)
    return next((form for form in forms if columns(form.facts).keys() >= ASKED), None)
