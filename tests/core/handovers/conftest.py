"""The portal with the toys R97 and R98, and an app context for tests that call operations."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.config import ROOT, Settings
from tests.conftest import TestClock
from tests.folders import portal_with


@pytest.fixture
def toys(settings: Settings, clock: TestClock) -> Iterator[Flask]:
    """The portal with the toys, inside a request."""
    with portal_with(ROOT / "tests" / "toys", settings, clock) as app, app.test_request_context():
        yield app
