"""The portal with the toy R98: repairs as cases, a paper in them, a report, two pages."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.config import ROOT, Settings
from tests.conftest import TestClock, signed_in
from tests.folders import portal_with
from tests.pages import Browser


@pytest.fixture
def app(settings: Settings, clock: TestClock) -> Iterator[Flask]:
    with portal_with(ROOT / "tests" / "toys", settings, clock) as app:
        yield app


@pytest.fixture
def su(app: Flask) -> Browser:
    """苏禾, sales clerk: keeps the register of repairs."""
    return signed_in(app, "1011")
