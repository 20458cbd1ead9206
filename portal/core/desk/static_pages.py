"""Pages: what a regulation publishes without being filled: texts, tables, the picture of a form's flow."""

from flask import Blueprint, abort, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import company
from portal.core.drawing import Drawing
from portal.core.flow_chart import flow_chart
from portal.core.printing.at_once import pdf_answer
from portal.core.printing.html import printed
from portal.core.static_page import FlowPicture, Prose, StaticPage, TextTable
from portal.core.web.context import catalogue

blueprint = Blueprint("static_pages", __name__)


@blueprint.get("/pages/<code>")
@allow("work")
def show(code: str) -> str:
    """The page."""
    page = page_of(code)
    return render_template("core/desk/static_page.html", page=page, parts=parts_of(page))


@blueprint.get("/pages/<code>/pdf")
@allow("work")
def pdf(code: str) -> Response:
    """The same on paper."""
    page = page_of(code)
    chapter = catalogue().chapter_of(page.code)
    source = f"{chapter.regulation.title} {chapter.clauses[page.clause].title}"
    told = {"page": page, "parts": parts_of(page), "source": source, "company": company(visitor())}
    back = url_for("static_pages.show", code=page.slug)
    return pdf_answer(page.title, back, printed("static", **told))


def page_of(code: str) -> StaticPage:
    """The page with this code, if there is one."""
    try:
        return catalogue().static(code)
    except KeyError:
        abort(404)


def parts_of(page: StaticPage) -> list[Prose | TextTable | Drawing]:
    """The page's content, with each flow drawn as it is today."""
    clauses = catalogue().chapter_of(page.code).clauses
    return [flow_chart(p.form, clauses) if isinstance(p, FlowPicture) else p for p in page.content]
