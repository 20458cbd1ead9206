"""The only module that knows htmx: a page, or one named block of it."""

from typing import Any, cast

from flask import Flask, Response, make_response, redirect, render_template, request
from htmx_flask import Htmx
from jinja2_fragments.flask import render_block

htmx = Htmx()
TROUBLE = "trouble"
CALM = f'<div id="{TROUBLE}" role="alert" data-hx-swap-oob="true"></div>'


def init_htmx(app: Flask) -> None:
    """Let requests say that they come from htmx."""
    htmx.init_app(app)


def target() -> str:
    """The id of the part that htmx wants; "" for a whole page (a restored history page is always whole)."""
    return request.headers.get("HX-Target", "") if is_partial() else ""


def is_partial() -> bool:
    """Whether htmx asks for a part of the page that it stands on."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


def beside_the_page(words: str) -> Response:
    """Words for the place that every page keeps for them, so that nothing typed is replaced."""
    answer = make_response(words)
    answer.headers.update({"HX-Retarget": f"#{TROUBLE}", "HX-Reswap": "innerHTML"})
    return answer


def go(place: str) -> Response:
    """Leave the page for another, also where htmx asked for a part of it."""
    if not is_partial():
        return cast(Response, redirect(place, 303))
    answer = make_response("", 204)
    answer.headers["HX-Redirect"] = place
    return answer


def page(template: str, blocks: tuple[str, ...] = (), **values: Any) -> str:
    """Render a page; for htmx only the block named like its target, and an end to what was wrong before."""
    if target() in blocks:
        return render_block(template, target(), **values) + CALM
    return render_template(template, **values)
