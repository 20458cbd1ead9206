"""Page: what an item touches, as a picture and a list."""

from flask import render_template

from portal.core.auth.allow import allow
from portal.core.drawing import Drawing
from portal.core.web.context import today
from portal.core.web.posted import asked, id_of
from portal.domain.configuration.impact import Impact, counted, impact_of, touched
from portal.domain.configuration.models import ConfigurationItem
from portal.domain.configuration.picture import Node, impact_picture
from portal.domain.configuration.views.blueprint import blueprint
from portal.domain.configuration.views.items import WORKS, item_asked

DRAWN, PAGE = 40, 50


@blueprint.get("/items/<id:item_id>/impact")
@allow(WORKS)
def impact(item_id: int) -> str:
    """Services and application systems first; the nearest in the picture."""
    item = item_asked(item_id)
    found = impact_of(item_id, today())
    first = min(id_of(asked("from")), len(found.ordered))
    rows = touched(found, found.ordered[first : first + PAGE])
    said = {
        "item": item, "rows": rows, "count": len(found.ordered), "told": counted(found), "first": first,
        "more": first + PAGE if len(found.ordered) > first + PAGE else 0,
        "picture": drawn(item, found) if found.steps and not first else None,
    }  # fmt: skip
    return render_template("domain/configuration/impact.html", **said)


def drawn(item: ConfigurationItem, found: Impact) -> Drawing:
    """The picture of the nearest."""
    nearest = touched(found, found.nearest(DRAWN))
    nodes = {
        each.item.id: Node(f"{each.item.type}　{each.item.name}", found.steps[each.item.id].before)
        for each in nearest
    }
    left_out = len(found.steps) - len(nodes)
    return impact_picture(f"{item.name}影响什么", item.id, f"{item.type}　{item.name}", nodes, left_out)
