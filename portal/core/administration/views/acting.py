"""Pages: every act of the administrator, a form to fill and its answer."""

import secrets
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.core.administration import queries
from portal.core.administration.acts import Administrator, Refused
from portal.core.administration.posts import held_after, holders_key
from portal.core.administration.views.acts import ACTS, Act, Order
from portal.core.administration.views.blueprint import blueprint
from portal.core.auth.allow import allow
from portal.core.auth.passwords import Passwords
from portal.core.auth.visitor import visitor
from portal.core.documents.drafts import discard, keep, kept
from portal.core.org.models import Holding, Person, Post, Unit, UnitPlace
from portal.core.web.context import now, today
from portal.core.web.posted import posted_fields
from portal.extensions import db, writing


class Thing(NamedTuple):
    """What an act is about: in words, where it is shown, and what its form starts with."""

    words: str
    back: str
    starts: Mapping[str, Any] = MappingProxyType({})


def enter(act: Act) -> None:
    """Register the pair of pages of one act."""

    def edit(row_id: int = 0) -> str:
        thing = thing_of(act, row_id)
        typed = kept(visitor().person_id, place(act, row_id))
        form = act.form(MultiDict(typed)) if typed else act.form(formdata=None, data=thing.starts)
        return page(act, form, thing)

    def update(row_id: int = 0) -> Response | str | tuple[str, int]:
        thing, form = thing_of(act, row_id), act.form()
        if not form.validate():
            return page(act, form, thing), 422
        return performed(act, form, thing, row_id)

    def park(person_id: int, row_id: int = 0) -> str:
        keep(person_id, place(act, row_id), "organisation", act.title, posted_fields(), now())
        return url_for(f"organisation.edit_{act.name}", row_id=row_id or None)

    add = blueprint.add_url_rule
    add(f"/organisation/{act.place}", f"edit_{act.name}", allow("administer")(edit), methods=["GET"])
    allowed = allow("administer", park=park)(update)
    add(f"/organisation/{act.place}", f"update_{act.name}", allowed, methods=["POST"])


def performed(act: Act, form: Any, thing: Thing, row_id: int) -> Response | str | tuple[str, int]:
    """Do it, or say at its field why not; a first password is shown in the answer itself, and never again."""
    password, secret = fresh_password() if act.gives_password else ("", "")
    try:
        with writing():
            told = act.perform(Order(row_id, form, administrator(), secret))
            discard(visitor().person_id, place(act, row_id))
    except Refused as refused:
        form.refuse(refused.field, refused.why)
        return page(act, form, thing_of(act, row_id)), 422
    if password:
        return render_template(
            "core/administration/password.html", told=told, password=password, back=thing.back
        )
    flash(told)
    return redirect(thing.back, 303)


def fresh_password() -> tuple[str, str]:
    """A random password and its hash, made outside any transaction."""
    password = secrets.token_urlsafe(9)
    db.session.rollback()
    return password, cast(Passwords, current_app.extensions["passwords"]).hash(password)


def administrator() -> Administrator:
    """The visitor, now."""
    return Administrator(visitor().person_id, now(), today())


def page(act: Act, form: Any, thing: Thing) -> str:
    """The form of an act."""
    return render_template(
        "core/administration/act.html", act=act, form=form, thing=thing, action=request.path
    )


def place(act: Act, row_id: int) -> str:
    """Where a parked form of this act lies."""
    return f"organisation:{act.name}:{row_id}"


def thing_of(act: Act, row_id: int) -> Thing:
    """What the act is about; 404 when there is no such row."""
    if act.of is None:
        return Thing("", url_for("organisation.people"), {"since": today()})
    row = db.session.get(act.of, row_id)
    if row is None:
        abort(404)
    return THINGS[act.of](row)


def unit_thing(unit: Unit) -> Thing:
    """A unit."""
    words = queries.name_of(unit.id, today())
    return Thing(words, unit_page(unit.id), {"since": today(), "until": today(), "name": ""})


def change_thing(place: UnitPlace) -> Thing:
    """A unit's planned name and place."""
    words = f"{queries.name_of(place.unit_id, today())}：从 {place.since} 起「{place.name}」"
    return Thing(words, unit_page(place.unit_id))


def post_thing(post: Post) -> Thing:
    """A post, with those who hold it."""
    there = held_after(post.id, today())
    names = "、".join(holding.person.name for holding in there) or "无人"
    words = f"{queries.name_of(post.unit_id, today())} {post.title}（现任：{names}）"
    starts = {"since": today(), "until": today(), "seen": holders_key(there)}
    return Thing(words, unit_page(post.unit_id), starts)


def holding_thing(holding: Holding) -> Thing:
    """Who holds which post."""
    words = f"{holding.person.name}：{queries.name_of(holding.post.unit_id, today())} {holding.post.title}"
    return Thing(words, unit_page(holding.post.unit_id), {"until": max(today(), holding.since)})


def person_thing(person: Person) -> Thing:
    """A person."""
    back = url_for("organisation.person", row_id=person.id)
    return Thing(f"{person.name} {person.number}", back, {"until": today(), "name": person.name})


def unit_page(unit_id: int) -> str:
    """Where a unit is shown."""
    return url_for("organisation.unit", row_id=unit_id)


THINGS: dict[type, Callable[[Any], Thing]] = {
    Unit: unit_thing,
    UnitPlace: change_thing,
    Post: post_thing,
    Holding: holding_thing,
    Person: person_thing,
}
for one in ACTS:
    enter(one)
