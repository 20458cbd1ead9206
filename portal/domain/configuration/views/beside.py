"""What stands beside a paper about an item, before it is decided and after: what the item touches."""

from flask import url_for

from portal.core.auth.visitor import visitor
from portal.core.documents.models import Document
from portal.core.web.context import today
from portal.core.web.panels import PanelRow
from portal.domain.configuration.impact import Impact, impact_of, told_of
from portal.domain.configuration.models import ConfigurationItem
from portal.domain.configuration.queries import item_of, known
from portal.domain.configuration.views.items import WORKS
from portal.domain.configuration.words import APPLICATION, SERVICE

MOST_NAMED = 6


def touches(document: Document) -> list[PanelRow]:
    """Which item a paper is about, how many others that touches, and the first services and systems."""
    item = item_of(document.id)
    if item is None:
        return []
    found = impact_of(item.id, today())
    rows = [PanelRow(f"{item.name}：{told_of(found)}", page_of(item), urgent=bool(found.types.get(SERVICE)))]
    return rows + [PanelRow(words) for words in named(found)]


def named(found: Impact) -> list[str]:
    """The first services and application systems by name."""
    most = sum(found.types.get(kind, 0) for kind in (SERVICE, APPLICATION))
    first = found.ordered[: min(most, MOST_NAMED)]
    rows = known(first) if first else {}
    names = "、".join(rows[item].name for item in first)
    return [f"服务和系统：{names}" + (f" 等 {most} 项" if most > MOST_NAMED else "")] if first else []


def page_of(item: ConfigurationItem) -> str:
    """Where all of it is listed and drawn; nowhere for whoever may not open it."""
    return url_for("configuration.impact", item_id=item.id) if WORKS in visitor().capabilities else ""
