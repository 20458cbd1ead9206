"""The portal with the toy R93: a line of each office, day and night, and one of the finance department."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.config import ROOT, Settings
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import take_post
from tests.folders import portal_with
from tests.pages import Browser


@pytest.fixture
def app(settings: Settings, clock: TestClock) -> Iterator[Flask]:
    with portal_with(ROOT / "tests" / "toys", settings, clock) as app:
        for number in ("1003", "1013"):  # whoever keeps a toy's line reads rosters by another post
            take_post(app, number, "service_quality_head", "FIN" if number == "1013" else "EAST")
        yield app


@pytest.fixture
def zhou(app: Flask) -> Browser:
    """周敏, manager of the eastern office."""
    return signed_in(app, "1003")
