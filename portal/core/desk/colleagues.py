"""Colleagues named by text: whom a text means, never by a guess, and whom to offer."""

from collections.abc import Collection

from wtforms import StringField

from portal.core.auth.visitor import visitor
from portal.core.desk.filling import seen_by
from portal.core.facts import Ref
from portal.core.forms.references import Asker, Register, fault
from portal.core.web.context import today


def all_meant(texts: Collection[str]) -> tuple[tuple[Ref, ...], str]:
    """Whom the texts mean, in their order; with what to say of those that mean nobody, or several."""
    found = colleagues().resolve(set(texts), unit_id())
    faults = [why for text in texts if (why := fault("同事", text, found[text]))]
    return () if faults else tuple(found[text][0].ref for text in texts), "；".join(faults)


def one_meant(field: StringField) -> int:
    """The colleague whom a field's text means; 0, with the fault at the field, for none."""
    if field.errors:
        return 0
    refs, why = all_meant((field.data or "",))
    field.errors = [why] if why else []
    return 0 if why else refs[0].id


def suggestions() -> list[str]:
    """Names to offer: those of the visitor's own unit."""
    return colleagues().suggestions(unit_id())


def unit_id() -> int:
    """The unit of the visitor's first post."""
    return visitor().posts[0].unit_id


def colleagues() -> Register:
    """Everybody employed today, as the visitor may find them."""
    return seen_by("person", Asker(visitor().person_id, today(), today()))
