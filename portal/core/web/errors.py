"""Answers to what went wrong: in Chinese, with what to do next, and never an internal detail."""

from flask import Flask, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed

from portal.extensions import db

WORDS = {
    400: ("请求不完整", "浏览器发来的内容不完整。请返回上一页，重新操作。"),
    403: ("不能这样做", "你没有做这件事的权限。需要时请联系管理员。"),
    404: ("没有找到", "没有找到这张单据，或者你无权查看。"),
    405: ("不能这样打开", "这个地址不能直接打开。请回到待办，从菜单进入。"),
    413: ("内容太大", "一次提交的内容太大，没有收下。请返回上一页，缩短文字或减少行数后再提交。"),
    429: ("太频繁", "操作太频繁，请稍等再试。"),
    503: ("正忙", "门户正忙，这次操作没有生效。请稍等片刻再试，已填的内容按返回键还在。"),
}
FAILED = ("出了问题", "门户出了问题，这次操作没有生效。我们已经记下，请稍后再试或联系管理员。")
MOST_DRAINED, PIECE = 32 * 1024 * 1024, 64 * 1024


def init_errors(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(PoolTimeout, busy)


def expired(_error: CSRFError) -> tuple[str, int]:
    """The form belongs to no living session."""
    words = ("页面已过期", "这个页面属于上一次登录。请按返回键，重新登录后再提交，已填的内容还在。")
    return answer(words, 400)


def refused(error: HTTPException) -> tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Any error that has a status."""
    if isinstance(error, InternalServerError):
        return answer(FAILED, 500)
    status = error.code or 500
    if status == 413:
        drain()
    page = answer(WORDS.get(status, WORDS[400]), status)
    allowed = error.valid_methods if isinstance(error, MethodNotAllowed) else None
    return (*page, {"Allow": ", ".join(allowed)}) if allowed else page


def drain() -> None:
    """Take in what is still being sent, within bounds: a browser reads no answer before it has sent all."""
    source, left = request.environ["wsgi.input"], MOST_DRAINED
    while left > 0 and (piece := source.read(min(left, PIECE))):
        left -= len(piece)


def busy(error: SQLAlchemyError) -> tuple[str, int]:
    """The database is locked, full or away, or every connection is in use."""
    current_app.logger.error("database: %s", error)
    return answer(WORDS[503], 503)


def answer(words: tuple[str, str], status: int) -> tuple[str, int]:
    """The error page; it asks no database, which may be what failed."""
    db.session.rollback()
    return render_template("core/web/error.html", title=words[0], sentence=words[1]), status
