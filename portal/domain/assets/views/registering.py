"""Pages: register an asset, once."""

import secrets

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.documents.drafts import discard, keep, kept
from portal.core.forms.cells import CellForm, forgiven
from portal.core.forms.fields import Fields
from portal.core.web.context import now, today
from portal.core.web.posted import posted_fields
from portal.domain.assets import desk
from portal.domain.assets.facts import IN_USE
from portal.domain.assets.forms import entries, form_of
from portal.domain.assets.models import Asset
from portal.domain.assets.operations import AlreadyRegistered, SerialTaken, register
from portal.domain.assets.queries import registered_as
from portal.domain.assets.views.blueprint import blueprint
from portal.extensions import writing

FRESH: Fields = [("state", IN_USE)]


@blueprint.get("/assets/new")
@allow(desk.KEEPER)
def start() -> Response:
    """A fresh card: its key makes registering it twice harmless."""
    return redirect(url_for("assets.new", key=secrets.token_hex(16)), 302)


@blueprint.get("/assets/new/<key:key>")
@allow(desk.KEEPER)
def new(key: str) -> str | Response:
    """The card as far as it was filled; one that was sent leads to its asset."""
    if known := registered_as(own(key)):
        return redirect(url_for("assets.show", asset_id=known))
    return page(forgiven(form_of(kept(visitor().person_id, place(key)) or FRESH)))


def park_new(person_id: int, key: str) -> str:
    """Keep what was posted after the session ran out."""
    keep_draft(person_id, place(key), "登记资产")
    return url_for("assets.new", key=key)


@blueprint.post("/assets/new/<key:key>")
@allow(desk.KEEPER, park=park_new)
def create(key: str) -> Response | tuple[str, int]:
    """Register the asset."""
    form = form_of(posted_fields())
    entry = entries([form], visitor().person_id, today())[0]
    if entry is None:
        return refuse(form, place(key), "登记资产")
    try:
        with writing():
            asset = register(entry, visitor().person_id, own(key), this_moment())
            discard(visitor().person_id, place(key))
            asset_id, number = asset.id, asset.number
    except SerialTaken as taken:
        form.cell("serial").refuse(f"已经登记：{taken.told}")
        return refuse(form, place(key), "登记资产")
    except AlreadyRegistered as before:
        flash("这台设备已经登记过，没有重复登记。")
        return redirect(url_for("assets.show", asset_id=before.asset_id), 303)
    flash(f"已登记，编号 {number}。")
    return redirect(url_for("assets.show", asset_id=asset_id), 303)


def page(form: CellForm, asset: Asset | None = None) -> str:
    """The form: of a new asset, or of one that is registered."""
    faults = [(cell.id, f"{cell.label.text}：{cell.error}") for cell in form.cells() if cell.error]
    values = {"form": form, "asset": asset, "faults": faults, "units": desk.unit_names().values()}
    return render_template("domain/assets/card.html", **values)


def refuse(form: CellForm, where: str, title: str, asset_id: int = 0) -> tuple[str, int]:
    """The form again with every fault at its cell, and the draft kept."""
    with writing():
        keep_draft(visitor().person_id, where, title)
    return page(form, desk.asset_kept(asset_id) if asset_id else None), 422


def keep_draft(person_id: int, where: str, title: str) -> None:
    """Keep what was posted; inside a writing transaction."""
    keep(person_id, where, "asset", title, posted_fields(), now())


def place(key: str) -> str:
    """Where the draft of a new asset is kept."""
    return f"asset:new:{key}"


def own(key: str) -> str:
    """A form's key as this person's alone."""
    return f"{visitor().person_id}:{key}"
