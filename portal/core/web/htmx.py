"""The only module that knows htmx: a page, or one named block of it."""

from typing import Any

from flask import Flask, render_template, request
from htmx_flask import Htmx
from jinja2_fragments.flask import render_block

htmx = Htmx()


def init_htmx(app: Flask) -> None:
    """Let requests say that they come from htmx."""
    htmx.init_app(app)


def target() -> str:
    """The id of the part that htmx wants; "" for a whole page (a restored history page is always whole)."""
    if not request.headers.get("HX-Request") or request.headers.get("HX-History-Restore-Request"):
        return ""
    return request.headers.get("HX-Target", "")


def page(template: str, blocks: tuple[str, ...] = (), **values: Any) -> str:
    """Render a page; for htmx only the block named like its target."""
    if target() in blocks:
        return render_block(template, target(), **values)
    return render_template(template, **values)
