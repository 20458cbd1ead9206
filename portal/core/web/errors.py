"""Answers to what went wrong: in Chinese, with what to do next, and never an internal detail."""

import errno
import logging
from html import escape

from flask import Flask, Response, current_app, g, make_response, render_template, request, session
from flask.globals import request_ctx
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, SecurityError

from portal.core.web.again import came_from, once_more, own_address
from portal.core.web.error_words import EXPIRED, FAILED, FULL, READ_ONLY, WORDS, WRONG_HOST, Told, when
from portal.core.web.htmx import beside_the_page, is_partial
from portal.core.web.request_number import request_number
from portal.extensions import db
from portal.logs import note

MOST_DRAINED, PIECE = 64 * 1024 * 1024, 64 * 1024
WAIT = {429: 60, 503: 10}  # seconds, where nobody knows better
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
FULL_WORDS = ("disk is full", "No space left")


def init_errors(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(InterfaceError, busy)
    app.register_error_handler(PoolTimeout, busy)
    app.register_error_handler(OSError, no_room)
    app.after_request(say_when)


def expired(_error: CSRFError) -> Response:
    """The form belongs to no living session."""
    note("form_refused", logging.WARNING)
    return answer(EXPIRED, 400)


def refused(error: HTTPException) -> Response:
    """Any error that has a status."""
    if isinstance(error, InternalServerError) or (error.code or 500) not in range(400, 500):
        return answer(FAILED if error.code != 503 else WORDS[503], error.code or 500)
    if isinstance(error, SecurityError):
        return answer(WRONG_HOST, 400)
    status = error.code or 400
    if status == 413:
        drain()
    page = answer(WORDS.get(status, WORDS[400]), status)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        page.headers["Allow"] = ", ".join(error.valid_methods)
    return page


def drain() -> None:
    """Take in what is still being sent, within bounds: a browser reads no answer before it has sent all."""
    source, left = request.environ["wsgi.input"], MOST_DRAINED
    while left > 0 and (piece := source.read(min(left, PIECE))):
        left -= len(piece)


def busy(error: SQLAlchemyError) -> Response:
    """The database is locked, full or away, or every connection is in use."""
    current_app.logger.error("database: %s", error)
    said = str(error.orig) if isinstance(error, DBAPIError) else ""
    return answer(FULL if any(words in said for words in FULL_WORDS) else WORDS[503], 503)


def no_room(error: OSError) -> Response:
    """No file can be written any more; any other fault of the system is one of ours."""
    if error.errno not in (*NO_ROOM, errno.EROFS):
        raise error
    current_app.logger.error("files: %s", error.strerror)
    return answer(READ_ONLY if error.errno == errno.EROFS else FULL, 503)


def say_when(response: Response) -> Response:
    """When it is worth trying again, in the header too."""
    if response.status_code in WAIT and "Retry-After" not in response.headers:
        response.headers["Retry-After"] = str(wait(response.status_code))
    return response


def wait(status: int) -> int:
    """For how many seconds somebody should wait: as long as whoever refused him says; 0 for no time."""
    return int(g.get("seconds_to_wait", WAIT.get(status, 0)))


def answer(told: Told, status: int) -> Response:
    """The error page, or a sentence beside what htmx asked for; it asks no database, which may be what
    failed, and stands also where its own template fails."""
    try:
        db.session.rollback()
        if request_ctx.url_adapter is None:  # a host that is none of ours has no addresses
            request_ctx.url_adapter = current_app.url_map.bind("portal")
        page = told_to(told, status)
    except Exception:
        current_app.logger.exception("the error page was not made")
        page = make_response(bare(told))
    page.status_code = status
    return page


def told_to(told: Told, status: int) -> Response:
    """The page, with what was posted; beside a page that htmx only wanted a part of, the words alone."""
    values = {"told": told, "when": when(wait(status)), "number": request_number()}
    if is_partial():
        sign_in = "/login" if status == 401 else ""
        return beside_the_page(render_template("core/web/_trouble.html", sign_in=sign_in, **values))
    back = {"back": came_from(), "own": own_address() if request.method == "GET" and told.kept else ""}
    again = once_more() if told.kept else None
    signed_in = "_user_id" in session
    page = render_template("core/web/error.html", again=again, signed_in=signed_in, **back, **values)
    return make_response(page)


def bare(told: Told) -> str:
    """The page where no template can be made."""
    title, sentence, number = escape(told.title), escape(told.sentence), request_number()
    head = f'<head><meta charset="utf-8"><title>{title} · 规矩</title></head>'
    body = f'<main><h1>{title}</h1><p>{sentence}</p><p><a href="/">回到待办</a></p></main>'
    foot = f"<footer><p>请求编号 {number}</p></footer>"
    return f'<!DOCTYPE html>\n<html lang="zh-CN">{head}<body>{body}{foot}</body></html>'
