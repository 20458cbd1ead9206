"""Style sheets and scripts: packed by set-up, kept by browsers for ever under an address of their content."""

import hashlib
from functools import cache

from flask import Flask
from whitenoise import WhiteNoise

from portal.config import ROOT
from portal.core.web.headers import add_static_headers

FOLDER = ROOT / "static"


@cache
def fingerprint() -> str:
    """What all static files are, in twelve letters: a file that changes gives them new addresses."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(FOLDER)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def address() -> str:
    """The path below which static files are found."""
    return f"/static/{fingerprint()}"


def serve_static(app: Flask) -> None:
    """Answer for static files before the app does, under the same headers as pages."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # the way Flask says to wrap it
        app.wsgi_app,
        root=FOLDER,
        prefix=address(),
        immutable_file_test=lambda _path, _address: True,
        add_headers_function=add_static_headers,
        allow_all_origins=False,
    )
