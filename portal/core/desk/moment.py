"""The moment and the person, as operations want them."""

from portal.core.auth.visitor import Visitor
from portal.core.documents.operations import Author
from portal.core.instants import Moment
from portal.core.org.queries import upwards
from portal.core.web.context import calendar, now, today


def this_moment() -> Moment:
    """Now, by the app's clock and calendar."""
    return Moment(now(), today(), calendar())


def author_of(person: Visitor) -> Author:
    """The visitor as an author: names as they are today; the company is the root unit's name."""
    company = upwards(person.unit_id, today())[-1].name
    return Author(person.person_id, person.name, person.unit_id, person.unit, company)
