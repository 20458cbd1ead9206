"""Headers of every answer: nothing foreign, nothing framed, nothing of a signed-in page kept."""

from wsgiref.headers import Headers

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "geolocation=(), microphone=(), camera=(), payment=()",
}


def init_headers(app: Flask) -> None:
    """Put the headers on every answer of the app."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Pages are never stored; static files say their own age; a download that is opened runs nothing."""
    response.headers.extend({k: v for k, v in ALWAYS.items() if k not in response.headers})
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; sandbox"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store, private"
        response.vary.update(("Cookie", "HX-Request"))
    return response


def add_static_headers(headers: Headers, _path: str, _url: str) -> None:
    """The same headers on static files, which never pass through the app."""
    for name, value in ALWAYS.items():
        headers[name] = value
