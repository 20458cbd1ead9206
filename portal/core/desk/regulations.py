"""Pages: the regulations, edition by edition and clause by clause, with what each clause demands."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from flask import Blueprint, abort, render_template, request, url_for

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.clause import Clause
from portal.core.desk.beside import beside
from portal.core.desk.in_use import refused_today, use_today
from portal.core.desk.moment import terms
from portal.core.desk.parameter_form import DAY
from portal.core.edition import Edition
from portal.core.kinds import Unreadable, read
from portal.core.parameter import NoValue, Parameter
from portal.core.parameters.models import ParameterChange
from portal.core.parameters.queries import confirmations
from portal.core.regulation import Chapter, Demand, Regulation
from portal.core.reports.asking import readers
from portal.core.web.addresses import path_to
from portal.core.web.context import catalogue, today

blueprint = Blueprint("regulations", __name__)


class ClauseRow(NamedTuple):
    """A clause of an edition: new in it, still in force, or ended by it."""

    clause: Clause
    state: str


class ParameterRow(NamedTuple):
    """A parameter as it is worth on a day: in words, resting on what, and who confirmed it."""

    parameter: Parameter[Any]
    told: str
    source: str
    confirmed: ParameterChange | None


@blueprint.get("/regulations")
@allow("work")
def index() -> str:
    """All regulations; the administrator sees what waits for his word."""
    chapters = list(catalogue().chapters.values())
    unsure = {c.regulation.slug: len(unconfirmed(c)) for c in chapters} if administers() else {}
    uses = {chapter.regulation.slug: use_today(chapter) for chapter in chapters}
    return render_template("core/desk/regulations.html", chapters=chapters, unsure=unsure, uses=uses)


@blueprint.get("/regulations/<slug>")
@allow("work")
def show(slug: str) -> str | tuple[str, int]:
    """One regulation, as it is today or on another day."""
    chapter = catalogue().chapters.get(slug.replace("-", "_"))
    if chapter is None:
        abort(404)
    try:
        return page(chapter, asked_day(chapter.regulation), "")
    except Unreadable as fault:
        return page(chapter, max(today(), chapter.regulation.since), str(fault)), 422


def asked_day(regulation: Regulation) -> date:
    """The day that the address asks for, else today (the first, of what is to come); raises Unreadable."""
    if "on" not in request.args:
        return max(today(), regulation.since)
    day: date = read(DAY, request.args["on"])
    if day < regulation.since:
        raise Unreadable(f"{day} 还没有施行，首版自 {regulation.since} 起")
    return day


def page(chapter: Chapter, day: date, fault: str) -> str:
    """The page of a day."""
    edition = chapter.regulation.edition_on(day)
    return render_template(
        "core/desk/regulation.html",
        chapter=chapter,
        edition=edition,
        clauses=list(clause_rows(chapter, edition)),
        parameters=list(parameter_rows(chapter, day)),
        beside=beside([chapter]),
        address=address,
        use=use_today(chapter),
        administers=administers(),
        day=day,
        today=today(),
        fault=fault,
    )


def clause_rows(chapter: Chapter, edition: Edition) -> Iterator[ClauseRow]:
    """The clauses of an edition; in the first none is new."""
    later = edition != chapter.regulation.editions[0]
    for clause in chapter.clauses.values():
        if clause.holds_on(edition.since):
            yield ClauseRow(clause, "new" if later and clause.since == edition.since else "")
        elif clause.until == edition.since:
            yield ClauseRow(clause, "ended")


def parameter_rows(chapter: Chapter, day: date) -> Iterator[ParameterRow]:
    """The parameters that have a value on a day."""
    values, known = terms().values, confirmations(chapter.parameters)
    for parameter in chapter.parameters:
        try:
            since, value = values.standing(parameter, day)
        except NoValue:
            continue
        confirmed = known.get((parameter.name, since))
        yield ParameterRow(parameter, parameter.told(value), values.source(parameter, day), confirmed)


def address(chapter: Chapter, demand: Demand) -> str:
    """Where a demand leads: a fresh sheet, the papers of a form that one may not fill so, a parameter, what a
    regulation publishes."""
    if demand.what == "parameter":
        slug = chapter.regulation.slug.replace("_", "-")
        return url_for("parameters.show", slug=slug, name=demand.place)
    if demand.what == "line":
        return path_to("rosters.index") if "read_rosters" in visitor().capabilities else ""
    if demand.what == "page":
        return url_for("static_pages.show", code=demand.place.lower())
    if demand.what == "report":
        mine = visitor().post_for(readers(catalogue().report(demand.place)))
        return url_for("reports.show", code=demand.place.lower()) if mine else ""
    if demand.what == "step":
        return url_for("flows.show", code=demand.place.lower())
    if demand.what != "form":
        return ""
    form = catalogue().type(demand.place)
    if visitor().post_for(demand.roles) and not (form.within or refused_today(form)):
        return url_for("sheets.new", code=demand.place.lower())
    return url_for("search.index", form=demand.place)


def unconfirmed(chapter: Chapter) -> list[Parameter[Any]]:
    """The parameters whose value is only assumed."""
    return [p for p in chapter.parameters if terms().values.unsure(p, today())]


def administers() -> bool:
    """Whether the visitor may confirm anything."""
    return "administer" in visitor().capabilities
