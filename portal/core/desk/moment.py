"""The moment and the person, as operations want them."""

from typing import cast

from flask import g

from portal.core.auth.visitor import HeldPost, Visitor
from portal.core.calendar import WorkingTimes
from portal.core.documents.operations import Author
from portal.core.instants import Moment
from portal.core.org.queries import Place, upwards
from portal.core.parameter import Values
from portal.core.parameters.queries import stored_values
from portal.core.terms import Terms
from portal.core.web.context import catalogue, now, today, working_times, working_times_now


def this_moment() -> Moment:
    """Now, on today's terms, read anew: an operation never judges by what a page had read before it."""
    return Moment(now(), by(working_times_now(), stored()))


def terms() -> Terms:
    """What is judged today is judged by these."""
    return by(working_times(), values())


def by(times: WorkingTimes, values: Values) -> Terms:
    """Today's terms."""
    return Terms(today(), times.company.calendar, values, *times)


def values() -> Values:
    """What the parameters are worth: asked at most once a request."""
    if "values" not in g:
        g.values = stored()
    return cast(Values, g.values)


def stored() -> Values:
    """The parameters with the changes that stand, asked when a rule first wants one."""
    return stored_values(catalogue().parameters())


def author_of(person: Visitor, post: HeldPost) -> Author:
    """The visitor as an author in one of his posts; the company is the root unit's name."""
    name = chain(post.unit_id)[-1].name
    return Author(person.person_id, person.name, post.unit_id, post.unit, name)


def chain(unit_id: int) -> list[Place]:
    """A unit and all above it today: asked at most once a request."""
    known = cast(dict[int, list[Place]], g.setdefault("chains", {}))
    if unit_id not in known:
        known[unit_id] = upwards(unit_id, today())
    return known[unit_id]


def company(person: Visitor) -> str:
    """The name of the legal entity that the visitor works for."""
    return upwards(person.posts[0].unit_id, today())[-1].name
