"""Pages: 运行状况, how each part of the portal stands and what to do about it."""

from flask import Blueprint, render_template, url_for

from portal.core.auth.allow import allow
from portal.core.desk.moment import terms
from portal.core.health.condition import ACT, WATCH, Condition
from portal.core.health.look import conditions
from portal.core.instants import Moment
from portal.core.web.context import now
from portal.core.web.menu import MenuEntry
from portal.core.web.panels import PanelRow

blueprint = Blueprint("conditions", __name__)
MENU = (MenuEntry("conditions.index", "运行状况", "administer"),)


@blueprint.get("/administration/condition")
@allow("administer")
def index() -> str:
    """Everything, the worst first."""
    return render_template("core/desk/conditions.html", rows=stands(), address=address)


def stands() -> list[Condition]:
    """How everything stands now."""
    return conditions(Moment(now(), terms()))


def address(condition: Condition) -> str:
    """Where something is done about it; "" for nowhere in the portal."""
    endpoint, _, year = condition.endpoint.partition(":")
    if year:
        return url_for("calendars.edit", year=int(year))
    return url_for(endpoint) if endpoint else ""


def worries() -> list[PanelRow]:
    """A row for the administrator's home, when something is the matter."""
    levels = [condition.level for condition in stands()]
    acts, watched = levels.count(ACT), levels.count(WATCH)
    told = [f"{acts} 处要处理"] * bool(acts) + [f"{watched} 处要注意"] * bool(watched)
    place = url_for("conditions.index")
    return [PanelRow(f"运行状况：{'，'.join(told)}", place, urgent=acts > 0)] if told else []
