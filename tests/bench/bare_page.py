"""A bare view behind the portal's own sign-in, as the bare file and the bare decision are: the template of a
page with the values it once had, from memory."""

from collections.abc import Callable
from threading import Lock
from typing import Any, NamedTuple

from flask import Blueprint, Flask, abort, current_app, g, request
from jinja2 import Template

from portal.core.auth.allow import allow

blueprint = Blueprint("bare_page", __name__)
OF_THE_REQUEST = ("g", "request", "session", "current_user", "config")


class Rendered(NamedTuple):
    """A template, the values it was rendered with, and what its frame showed."""

    template: Template
    values: dict[str, Any]
    frame: Any


KNOWN: dict[tuple[str, str], Rendered] = {}
LAST: dict[str, Any] = {}
ONE_AT_A_TIME = Lock()


@blueprint.get("/bare-page")
@allow("work")
def show() -> str:
    """The page of an address as the person with this cookie saw it first."""
    key = request.args["of"], request.headers.get("Cookie", "")
    known = KNOWN.get(key) or seen_once(*key)
    g.bare = known
    values = dict(known.values)
    current_app.update_template_context(values)
    return known.template.render(values)


def seen_once(address: str, cookie: str) -> Rendered:
    """Ask for the page itself, and keep what it was made of."""
    with ONE_AT_A_TIME:
        LAST.clear()
        answer = current_app.test_client(use_cookies=False).get(address, headers={"Cookie": cookie})
        if answer.status_code != 200:
            abort(answer.status_code)
        KNOWN[address, cookie] = Rendered(LAST["template"], LAST["values"], LAST["frame"])
        return KNOWN[address, cookie]


def keep(_app: Flask, template: Template, context: dict[str, Any], **_: object) -> None:
    """Note what was rendered last."""
    values = {name: value for name, value in context.items() if name not in OF_THE_REQUEST}
    LAST.update(template=template, values=values)


def remembered(shell: Callable[[], Any]) -> Callable[[], Any]:
    """The frame: made as ever, or as it was."""

    def frame() -> Any:
        if "bare" in g:
            return g.bare.frame
        LAST["frame"] = shell()
        return LAST["frame"]

    return frame
