"""Addresses for programs: does the process answer, can the portal work, its figures. No session, nothing
stored."""

from flask import Blueprint, Response, abort, request

from portal.core.auth.allow import PUBLIC, allow
from portal.core.health.metrics import CONTENT_TYPE, exposition
from portal.core.health.ready import faults
from portal.core.web.context import settings
from portal.monitors import known

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@allow(PUBLIC)
def alive() -> Response:
    """The process answers; nothing is asked."""
    return plain("正常")


@blueprint.get("/readyz")
@allow(PUBLIC)
def ready() -> Response:
    """The portal can work, or why not."""
    found = faults(settings().data)
    return plain("\n".join(found), 503) if found else plain("正常")


@blueprint.get("/metrics")
@allow(PUBLIC)
def metrics() -> Response:
    """Figures for whoever has a secret; nothing is there where nobody has one."""
    if not settings().readers:
        abort(404)
    if not may_read():
        refused = plain("口令不对", 401)
        refused.headers["WWW-Authenticate"] = "Bearer"
        return refused
    return Response(exposition(), content_type=CONTENT_TYPE)


def may_read() -> bool:
    """Whether the request brought a secret of a reader."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and known(settings().readers, token.strip()) is not None


def plain(words: str, status: int = 200) -> Response:
    """Words for a program, and for whoever looks at them."""
    return Response(f"{words}\n", status, mimetype="text/plain")
