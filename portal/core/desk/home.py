"""The home of a role: the panels that its posts bring with them."""

from typing import cast

from flask import current_app, url_for
from sqlalchemy import func, select

from portal.core.approval.models import RouteStep
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import terms
from portal.core.notices.queries import how_many_stuck
from portal.core.printing.models import PrintOrder
from portal.core.web.context import now
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.extensions import db

Shown = tuple[str, list[PanelRow]]


def home_panels() -> list[Shown]:
    """Title and rows of each panel that has something to say to the visitor."""
    known = [*PANELS, *cast(list[Panel], current_app.extensions["panels"])]
    shown = [(panel.title, panel.rows(onlooker)) for panel in known for onlooker in onlookers(panel)]
    return [(title, rows) for title, rows in shown if rows]


def onlookers(panel: Panel) -> list[Onlooker]:
    """The visitor by the post that a panel is meant for, if he has one."""
    post = visitor().post_for(panel.roles)
    return [Onlooker(visitor().person_id, post.role, post.unit_id, terms())] if post else []


def upkeep(_onlooker: Onlooker) -> list[PanelRow]:
    """What waits for the administrator: steps nobody can sign, papers and notices that did not come out."""
    held = select(func.count()).select_from(RouteStep).filter_by(state="held").scalar_subquery()
    failed = select(func.count()).select_from(PrintOrder).filter_by(state="failed").scalar_subquery()
    steps, papers, notices = db.session.execute(select(held, failed, how_many_stuck(now()))).one()
    return [
        PanelRow(f"岗位空缺、等人任职的步骤：{steps} 个", urgent=steps > 0),
        PanelRow(f"没有打印成功的单据：{papers} 份", urgent=papers > 0),
        PanelRow(f"没有发出的通知：{notices} 条", url_for("deliveries.index"), urgent=notices > 0),
        PanelRow("编号系列", url_for("numbers.index")),
        PanelRow("各制度的参数", url_for("regulations.index")),
    ]


PANELS = (Panel("门户", ("portal_admin",), upkeep),)
