"""Pages: what could not leave the portal, and trying it again; whom and why, never what papers say."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.desk.lists import keyset_page
from portal.core.notices.addresses import masked
from portal.core.notices.claims import try_again
from portal.core.notices.kinds import channels, kinds
from portal.core.notices.models import Delivery
from portal.core.notices.queries import stuck_deliveries
from portal.core.web.context import now
from portal.core.web.menu import MenuEntry
from portal.extensions import db, writing

blueprint = Blueprint("deliveries", __name__)
MENU = (MenuEntry("deliveries.index", "通知发送", "administer"),)


@blueprint.get("/deliveries")
@allow("administer")
def index() -> str:
    """What was given up or is late, newest first."""
    rows, more = keyset_page(stuck_deliveries(now()), Delivery.id)
    titles = {channel.name: channel.title for channel in channels()}
    values = {"rows": rows, "more": more, "kinds": kinds(), "titles": titles, "masked": masked}
    return render_template("core/desk/deliveries.html", **values)


@blueprint.post("/deliveries/<id:delivery_id>/attempt")
@allow("administer")
def create_attempt(delivery_id: int) -> Response:
    """Try one again."""
    if db.session.get(Delivery, delivery_id) is None:
        abort(404)
    return tried(delivery_id)


@blueprint.post("/deliveries/attempts")
@allow("administer")
def create_attempts() -> Response:
    """Try everything again."""
    return tried(None)


def tried(delivery_id: int | None) -> Response:
    """Say how many are on their way again."""
    with writing():
        count = try_again(now(), delivery_id)
    flash(f"{count} 条重新排队发送，一分钟内开始。" if count else "没有要重新发送的，可能已经有人点过。")
    return redirect(url_for("deliveries.index"), 303)
