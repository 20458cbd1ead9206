"""Pages: the regulations, clause by clause, with what each demands."""

from flask import Blueprint, abort, render_template

from portal.core.auth.allow import allow
from portal.core.desk.beside import beside
from portal.core.desk.moment import terms
from portal.core.web.context import catalogue

blueprint = Blueprint("regulations", __name__)


@blueprint.get("/regulations")
@allow("work")
def index() -> str:
    """All regulations in force."""
    return render_template("core/desk/regulations.html", chapters=list(catalogue().chapters.values()))


@blueprint.get("/regulations/<slug>")
@allow("work")
def show(slug: str) -> str:
    """One regulation."""
    chapter = catalogue().chapters.get(slug.replace("-", "_"))
    if chapter is None:
        abort(404)
    told = {"chapter": chapter, "terms": terms(), "beside": beside([chapter])}
    return render_template("core/desk/regulation.html", **told)
