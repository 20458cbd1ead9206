"""Pages: stickers for the assets that somebody chose, or for all that a search finds."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.printing.at_once import pdf_answer
from portal.core.web.posted import asked, id_of
from portal.domain.assets import desk
from portal.domain.assets.labels import A_SHEET, MOST, sheets, sticker
from portal.domain.assets.queries import Listed, chosen, found
from portal.domain.assets.views.blueprint import blueprint


@blueprint.get("/assets/labels.pdf")
@allow(desk.KEEPER)
def labels() -> Response:
    """The stickers as sheets to print."""
    rows = wanted()
    if not rows:
        flash("请先在列表里勾选要打印标签的资产。")
        return redirect(url_for("assets.index"), 303)
    if len(rows) > MOST:
        flash(f"一次最多 {MOST} 枚，请先按部门或状态筛选。")
        return redirect(url_for("assets.index"), 303)
    place = id_of(asked("first"))
    stickers = [sticker(row, address_of(row)) for row in rows]
    pages = sheets(stickers, place if place <= A_SHEET else 1)
    html = render_template("domain/assets/labels.html", pages=pages)
    return pdf_answer("资产标签", url_for("assets.index"), html)


def wanted() -> list[Listed]:
    """The assets that were ticked; all that the search finds where it asks for all."""
    if asked("all"):
        return found(desk.reader(), desk.search()._replace(after=0), MOST + 1)
    return chosen(desk.reader(), {id_of(text) for text in request.args.getlist("asset")}, MOST + 1)


def address_of(row: Listed) -> str:
    """Where a phone's camera leads; the number in it is what a hand scanner types."""
    asset = row.asset
    return url_for("assets.show", asset_id=asset.id, number=asset.number, _external=True)
