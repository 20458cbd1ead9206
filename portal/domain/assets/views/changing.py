"""Pages: change what the register says of an asset."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.documents.drafts import discard, kept
from portal.core.forms.cells import forgiven
from portal.core.forms.fields import Fields, from_facts
from portal.core.web.context import today
from portal.core.web.posted import posted_fields, posted_id
from portal.domain.assets import desk
from portal.domain.assets.cards import card_of
from portal.domain.assets.forms import entries, form_of
from portal.domain.assets.models import Asset
from portal.domain.assets.operations import Change, ChangedMeanwhile, SerialTaken, change
from portal.domain.assets.views.blueprint import blueprint
from portal.domain.assets.views.registering import keep_draft, page, refuse
from portal.extensions import db, writing


@blueprint.get("/assets/<id:asset_id>/edit")
@allow(desk.KEEPER)
def edit(asset_id: int) -> str:
    """The card to change."""
    asset = desk.asset_kept(asset_id)
    said = from_facts(card_of(asset, desk.unit_names()))
    fields = kept(visitor().person_id, place(asset_id)) or said
    return page(forgiven(form_of(with_number(fields, asset))), asset)


def park_change(person_id: int, asset_id: int) -> str:
    """Keep what was posted after the session ran out."""
    if asset := db.session.get(Asset, asset_id):
        keep_draft(person_id, place(asset_id), title_of(asset))
    return url_for("assets.edit", asset_id=asset_id)


@blueprint.post("/assets/<id:asset_id>/edit")
@allow(desk.KEEPER, park=park_change)
def update(asset_id: int) -> Response | tuple[str, int]:
    """Change the card; its number stays."""
    asset = desk.asset_kept(asset_id)
    form, where = form_of(with_number(posted_fields(), asset)), place(asset_id)
    entry = entries([form], visitor().person_id, today())[0]
    if entry is None:
        return refuse(form, where, title_of(asset), asset_id)
    asked, units, title = Change(asset_id, posted_id("seen"), entry), desk.unit_names(), title_of(asset)
    try:
        with writing():
            change(asked, units, visitor().person_id, this_moment())
            discard(visitor().person_id, where)
    except ChangedMeanwhile:
        form.cell("model").refuse("你打开后有人改过这台设备，请对照设备页后再保存")
        return refuse(form, where, title, asset_id)
    except SerialTaken as taken:
        form.cell("serial").refuse(f"已经登记：{taken.told}")
        return refuse(form, where, title, asset_id)
    flash("已保存。")
    return redirect(url_for("assets.show", asset_id=asset_id), 303)


def with_number(fields: Fields, asset: Asset) -> Fields:
    """The fields with the number that stays."""
    return [("number", asset.number), *((name, text) for name, text in fields if name != "number")]


def title_of(asset: Asset) -> str:
    """What the draft of a change is called."""
    return f"资产 {asset.number} 的改动"


def place(asset_id: int) -> str:
    """Where the draft of a change is kept."""
    return f"asset:{asset_id}"
