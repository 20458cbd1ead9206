"""Pages: the library of documents, a document's card, its files."""

from flask import Blueprint, abort, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.files.store import place_of
from portal.core.web.context import settings
from portal.core.web.menu import MenuEntry
from portal.core.web.posted import asked
from portal.domain.operations.panels import WORKS
from portal.regulations.operations_manual.documents import manual
from portal.regulations.operations_manual.facts import INTERNAL, SECRET
from portal.regulations.operations_manual.models import ManualVersion
from portal.regulations.operations_manual.operations.library import (
    file,
    files_of,
    listed,
    newest_of,
    versions,
)

blueprint = Blueprint("operations_manual", __name__)
MENU = [MenuEntry("operations_manual.manuals", "文档库")]
LONGEST = 80


def of_it() -> bool:
    """Whether the visitor works in IT."""
    return WORKS in visitor().capabilities


@blueprint.get("/manuals")
@allow("work")
def manuals() -> str:
    """The newest version of each, by file id."""
    words, after = asked("q")[:LONGEST], asked("after")[:LONGEST]
    rows, more = listed(of_it(), words, after)
    told = {"rows": rows, "more": more, "words": words, "after": after, "secret": SECRET}
    return render_template("regulations/operations_manual/manuals.html", writes=begin(), **told)


@blueprint.get("/manuals/<id:document_id>")
@allow("work")
def show(document_id: int) -> str | Response:
    """A document's card; an older version leads to the newest."""
    found = newest_of(document_id, of_it())
    if found is None:
        abort(404)
    if found.document_id != document_id:
        return redirect(url_for("operations_manual.show", document_id=found.document_id), 302)
    known = versions(found.file_id, of_it())
    files = files_of([version.document_id for version in known])
    told = {"manual": found, "versions": known, "files": files, "internal": INTERNAL, "secret": SECRET}
    return render_template("regulations/operations_manual/manual.html", revises=begin(found), **told)


@blueprint.get("/manuals/files/<id:attachment_id>")
@allow("work")
def show_file(attachment_id: int) -> Response:
    """A document's file, to download."""
    row = file(attachment_id, of_it())
    place = place_of(settings().files, row.digest) if row else None
    if row is None or place is None or not place.is_file():
        abort(404)
    return send_file(
        place, row.media, as_attachment=True, download_name=row.name, etag=False, conditional=False
    )


def begin(version: ManualVersion | None = None) -> str:
    """Where the visitor releases a document, or revises one; nowhere if he may not."""
    if not visitor().post_for(manual.authors):
        return ""
    of = f"manual-{version.document_id}" if version else None
    return url_for("sheets.new", code=manual.slug, of=of)
