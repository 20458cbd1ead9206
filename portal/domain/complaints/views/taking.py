"""Page: somebody calls; who it is, what is open, and the sheet that takes his complaint down."""

from functools import partial

from flask import url_for

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.web.context import today
from portal.core.web.htmx import page
from portal.core.web.posted import asked
from portal.domain.complaints import cars
from portal.domain.complaints.callers import MOST_CALLERS, callers, phone_told, strangers
from portal.domain.complaints.openers import Opener, first_of, openers_for
from portal.domain.complaints.proposals import HEARD, TAKES
from portal.domain.complaints.views.blueprint import blueprint
from portal.domain.customers import phones

LONGEST_SEARCH = 50


@blueprint.get("/complaints")
@allow(TAKES)
def index() -> str:
    """One box: name, pinyin, code, phone or order; while somebody types, only what was found changes."""
    text = asked("q")[:LONGEST_SEARCH]
    rows = callers(visitor().person_id, today(), text) if text else []
    phone = partial(phone_told, text=text)
    told = {"text": text, "rows": rows[:MOST_CALLERS], "more": len(rows) > MOST_CALLERS}
    told |= {"strangers": strangers(visitor().person_id, today(), text) if text else []}
    ways = {"openers": my_openers(), "first_of": first_of, "begin": begin, "phone": phone, "heard": HEARD}
    hidden = {"masked": phones.masked, "masked_car": cars.masked}
    return page("domain/complaints/index.html", blocks=("found",), **told, **ways, **hidden)


def my_openers() -> list[Opener]:
    """The forms by which the visitor may open a complaint's case."""
    return openers_for({post.role for post in visitor().posts})


def begin(opener: Opener, source: str) -> str:
    """Where a sheet is begun from a source."""
    return url_for("sheets.new", code=opener.form.slug, of=source)
