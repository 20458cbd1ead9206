"""A portal of one journey's own, which keeps the time of its clock: journeys that use it import `portal`."""

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server


@pytest.fixture
def portal(app: Flask) -> Iterator[str]:
    """The address of this test's own app."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
