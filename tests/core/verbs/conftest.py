"""The portal with the toys: a use of the seal takes three steps, the cutting of one a vote."""

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
def yan(app: Flask) -> Browser:
    """严静, compliance officer: agrees last, with her password."""
    return signed_in(app, "1014")
