"""请求编号: what one request is called, on its page, in its headers and in the log."""

import re
import secrets

from flask import Flask, Response, g, has_request_context, request

from portal.core.web.context import settings

HEADER, BYTES = "X-Request-Id", 6
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


def init_request_numbers(app: Flask) -> None:
    """Give every request its number, and tell it with the answer."""
    app.before_request(begin)
    app.after_request(tell_number)


def begin() -> None:
    """Also the first line of the log that is about it has its number."""
    request_number()


def tell_number(response: Response) -> Response:
    """The number as a header."""
    response.headers[HEADER] = request_number()
    return response


def request_number() -> str:
    """The running request's number; "" outside of one."""
    if not has_request_context():
        return ""
    if "request_number" not in g:
        g.request_number = given() or new_number()
    return str(g.request_number)


def given() -> str:
    """The number that a proxy of ours gave it; anybody else's is not believed."""
    said = request.headers.get(HEADER, "")
    return said if settings().serving.proxies and GIVEN.fullmatch(said) else ""


def new_number() -> str:
    """Short enough to be read out: 1a2b-3c4d-5e6f."""
    digits = secrets.token_hex(BYTES)
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))
