"""Rights on views: every view says which capability it asks for."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.core.auth.visitor import expired_person, visitor
from portal.core.web.htmx import go, is_partial
from portal.extensions import writing

PUBLIC = "public"
View = TypeVar("View", bound=Callable[..., Any])
Park = Callable[..., str]


def allow(capability: str, park: Park | None = None, must_choose: bool = False) -> Callable[[View], View]:
    """Let only people with the capability in.

    `park` keeps what was posted for the person whose session ran out: it gets the person's id and the view's
    arguments, stores the form and returns where to come back to after sign-in. `must_choose` lets in also
    whoever has still to choose a password of his own.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> Any:
            if capability != PUBLIC and not current_user.is_authenticated:
                return to_sign_in(park, arguments)
            if capability != PUBLIC and visitor().must_choose and not must_choose:
                return redirect(url_for("password.edit"), 303)
            if capability != PUBLIC and capability not in visitor().capabilities:
                abort(404)
            return view(**arguments)

        guarded.capability = capability  # type: ignore[attr-defined]  # read by the contract test
        return guarded  # type: ignore[return-value]  # wraps keeps the signature

    return mark


def to_sign_in(park: Park | None, arguments: dict[str, Any]) -> Response:
    """Send a stranger to the sign-in page, with what he typed kept for him; where a page only looks something
    up for what is typed on it, tell him there."""
    if request.method == "GET" and is_partial():
        abort(401)
    back = request.full_path.rstrip("?") if request.method == "GET" else ""
    person_id = expired_person()
    if park and person_id and request.method == "POST":
        with writing():
            back = park(person_id, **arguments)
    flash("登录已过期。重新登录后回到这张单据，已填的内容都在。" if person_id else "请先登录。")
    return go(url_for("auth.new_session", next=back or None))
