"""The home of a role: the panels that its posts bring with them."""

from typing import Any, cast

from flask import current_app, url_for
from sqlalchemy import func, select

from portal.core.approval.models import RouteStep
from portal.core.auth.visitor import visitor
from portal.core.desk.conditions import worries
from portal.core.desk.duty_words import Told, told_of
from portal.core.desk.in_use import chapters_in_use
from portal.core.desk.moment import terms
from portal.core.duties.models import Occurrence
from portal.core.duties.queries import asked_for
from portal.core.health.conditions import unentered_years, without_notice
from portal.core.instants import Moment
from portal.core.notices.queries import how_many_stuck
from portal.core.parameter import Parameter
from portal.core.parameters.queries import Entered
from portal.core.printing.models import PrintOrder
from portal.core.terms import Terms
from portal.core.web.context import catalogue, now
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.extensions import db

MOST_OWED = 6
Shown = tuple[str, list[PanelRow]]


def home_panels() -> list[Shown]:
    """Title and rows of each panel that has something to say to the visitor."""
    known = [*PANELS, *cast(list[Panel], current_app.extensions["panels"])]
    asked = [(panel, onlooker) for panel in known for onlooker in onlookers(panel)]
    used = slugs_in_use() if any(panel.regulations for panel, _ in asked) else set()
    here = [(panel, onlooker) for panel, onlooker in asked if is_used(panel, used)]
    shown = [(panel.title, panel.rows(onlooker)) for panel, onlooker in here]
    return [(title, rows) for title, rows in shown if rows]


def slugs_in_use() -> set[str]:
    """The regulations that are used today."""
    return {chapter.regulation.slug for chapter in chapters_in_use()}


def is_used(panel: Panel, used: set[str]) -> bool:
    """Whether the company uses a regulation that brought a panel; what none brought is always there."""
    return not panel.regulations or not used.isdisjoint(panel.regulations)


def owed_now() -> list[PanelRow]:
    """What the visitor owes by today or asks to be begun, the oldest first."""
    moment = Moment(now(), terms())
    rows = asked_for(visitor().person_id, moment.day, MOST_OWED + 1)
    told = [owed_row(row, moment) for row in rows[:MOST_OWED]]
    return [*told, PanelRow("还有更多", url_for("duties.index"))] if len(rows) > MOST_OWED else told


def owed_row(row: Occurrence, moment: Moment) -> PanelRow:
    """One duty, where it is done, and how it stands."""
    told, guess = told_of(row), "（暂定）" if row.provisional else ""
    when = when_owed(row, told, moment)
    return PanelRow(f"{told.name}，{when}{guess}", told.address, urgent=moment.day >= row.due)


def when_owed(row: Occurrence, told: Told, moment: Moment) -> str:
    """By when something is owed, or since when it is late."""
    days = (moment.day - row.due).days
    if days > 0:
        return f"已逾期 {days} 天"
    on = "今天" if days == 0 else f"{row.due:%m-%d} "
    if told.deadline is None or told.deadline.cutoff is None:
        return f"{on}到期"
    late = "，已逾期" if row.state_at(moment) == "late" else ""
    return f"{on.strip()} {told.deadline.cutoff.clock}{late}"


def onlookers(panel: Panel) -> list[Onlooker]:
    """The visitor by the post that a panel is meant for, if he has one."""
    post = visitor().post_for(panel.roles)
    return [Onlooker(visitor().person_id, post.role, post.unit_id, terms())] if post else []


def upkeep(onlooker: Onlooker) -> list[PanelRow]:
    """What waits for the administrator: steps nobody can sign, what did not come out, parameters."""
    held = select(func.count()).select_from(RouteStep).filter_by(state="held").scalar_subquery()
    failed = select(func.count()).select_from(PrintOrder).filter_by(state="failed").scalar_subquery()
    steps, papers, notices = db.session.execute(select(held, failed, how_many_stuck(now()))).one()
    return [
        *worries(),
        PanelRow(f"岗位空缺、等人任职的步骤：{steps} 个", urgent=steps > 0),
        PanelRow(f"没有打印成功的单据：{papers} 份", urgent=papers > 0),
        PanelRow(f"没有发出的通知：{notices} 条", url_for("deliveries.index"), urgent=notices > 0),
        PanelRow("编号系列", url_for("numbers.index")),
        PanelRow("各制度的参数", url_for("regulations.index")),
        *missing_years(onlooker.terms),
        *parameters(onlooker.terms),
    ]


def missing_years(terms: Terms) -> list[PanelRow]:
    """The years whose notice is missing."""
    return [
        PanelRow(without_notice(year), url_for("calendars.edit", year=year), urgent=True)
        for year in unentered_years(terms)
    ]


def parameters(terms: Terms) -> list[PanelRow]:
    """Parameters that wait for a word of the administrator, and changes that cannot be read any more."""
    unsure = [p for p in catalogue().parameters() if terms.values.unsure(p, terms.day)]
    lost = [row.parameter for row in Entered(catalogue().parameters()).unreadable()]
    return [
        PanelRow(f"待确认的参数：{len(unsure)} 个", url_for("regulations.index"), urgent=bool(unsure)),
        *(PanelRow(f"读不出、没有采用的改动：{p.label}", place(p), urgent=True) for p in lost),
    ]


def place(parameter: Parameter[Any]) -> str:
    """The address of a parameter's page."""
    slug = parameter.name.partition(".")[0].replace("_", "-")
    return url_for("parameters.show", slug=slug, name=parameter.slug)


PANELS = (Panel("门户", ("portal_admin",), upkeep),)
