"""A view that sends one file behind the portal's own sign-in and looks nothing up."""

import os
from pathlib import Path

from flask import Blueprint, send_file
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow

PLACE, ADDRESS = "BENCH_FILE", "/bare-file"
blueprint = Blueprint("bare", __name__)


@blueprint.get(ADDRESS)
@allow("work")
def show() -> Response:
    """The file."""
    return send_file(Path(os.environ[PLACE]), mimetype="application/pdf", download_name="a.pdf", etag=False)
