"""Pages: what is known to help, for everybody; how an article is read."""

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.web.context import today
from portal.core.web.htmx import page
from portal.core.web.posted import asked, id_of
from portal.domain.operations.knowledge.articles import newest_version, versions
from portal.domain.operations.knowledge.audience import OPERATIONS
from portal.domain.operations.knowledge.search import PAGE, articles_of, search, writing_form
from portal.domain.operations.models import Article
from portal.domain.operations.reporting import opener
from portal.domain.operations.views.blueprint import blueprint

LONGEST, LONGEST_WHAT = 80, 120


@blueprint.get("/knowledge")
@allow("work")
def knowledge() -> str:
    """One box; while somebody types, only what was found changes."""
    text, first = asked("q")[:LONGEST], id_of(asked("from"))
    found = search(text, visitor().person_id, today())
    hits = found[first : first + PAGE]
    rows = articles_of([hit.id for hit in hits], visitor().person_id, today())
    like = {hit.id for hit in hits if not hit.whole}
    said = {"text": text, "rows": rows, "like": like, "count": len(found), "first": first}
    more = first + PAGE if len(found) > first + PAGE else 0
    ways = {"more": more, "writes": begin(), "report": report_of(text), "operations": OPERATIONS}
    return page("domain/operations/knowledge.html", blocks=("found",), today=today(), **said, **ways)


@blueprint.get("/knowledge/<id:document_id>")
@allow("work")
def article(document_id: int) -> str | Response:
    """An article as it is read; an older version leads to the one in force."""
    found = newest_version(document_id, visitor().person_id, today())
    if found is None:
        abort(404)
    if found.document_id != document_id:
        return redirect(url_for("operations.article", document_id=found.document_id), 302)
    said = {"article": found, "versions": versions(found), "expired": found.expires < today()}
    ways = {"anew": begin(found), "report": report_of(found.title), "operations": OPERATIONS}
    return render_template("domain/operations/article.html", **said, **ways)


def begin(article: Article | None = None) -> str:
    """Where the visitor writes an article, or a newer version of one; nowhere if he may not."""
    form = writing_form()
    if form is None or not visitor().post_for(form.authors):
        return ""
    return url_for("sheets.new", code=form.slug, of=f"article-{article.document_id}" if article else None)


def report_of(text: str) -> str:
    """Where it is reported that something does not work; nowhere where the company has no such form."""
    return url_for("operations.new", what=text[:LONGEST_WHAT] or None) if opener() else ""
