"""One line for each request: which, whose, how it ended, how long it took, how much it asked."""

import logging
import time
from typing import Any

from flask import Flask, Response, current_app, g, has_app_context, request
from sqlalchemy import event

from portal.extensions import db
from portal.logs import note

SILENT = ("PRAGMA", "BEGIN", "SET TR")  # how a transaction opens is no question
WATCHING = (
    "health.alive",
    "health.ready",
    "health.metrics",
)  # asked every few seconds
REFUSED = (403, 404)


def init_request_log(app: Flask) -> None:
    """Tell of every request once it is answered; the first to hear of it, the last to see its answer."""
    app.before_request(begin)
    app.after_request(tell)
    app.log_exception = tell_fault  # type: ignore[method-assign]  # Flask says to override it
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", count)


def begin() -> None:
    """The clock runs from here."""
    g.began, g.questions = time.perf_counter(), 0


def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    """One more question."""
    if has_app_context() and not statement.startswith(SILENT):
        g.questions = g.get("questions", 0) + 1


def tell(response: Response) -> Response:
    """The line: the path as it is declared, never as it was written, which may hold what is secret."""
    status = response.status_code
    level = logging.WARNING if status >= 500 else logging.INFO
    said = {"method": request.method[:20], "endpoint": request.endpoint or "", "path": rule()}
    note("request", logging.DEBUG if watched(status) else level, **said, status=status, **spent())
    if status in REFUSED and request.url_rule:
        note("access_refused", logging.WARNING, **said, status=status, ids=ids())
    return response


def watched(status: int) -> bool:
    """Whether a program only looked whether all is well, and it is."""
    return request.endpoint in WATCHING and status < 400


def rule() -> str:
    """The path's pattern."""
    return str(request.url_rule.rule) if request.url_rule else ""


def spent() -> dict[str, Any]:
    """Milliseconds and questions."""
    began = g.get("began", time.perf_counter())
    return {"ms": round((time.perf_counter() - began) * 1000, 1), "questions": g.get("questions", 0)}


def ids() -> dict[str, int]:
    """Of what: numbers alone, words of an address may be secret."""
    return {name: value for name, value in (request.view_args or {}).items() if isinstance(value, int)}


def tell_fault(exc_info: Any) -> None:
    """A fault with its trace."""
    current_app.logger.error("fault", exc_info=exc_info)
