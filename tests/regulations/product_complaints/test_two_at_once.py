"""R10 §7.3: of several who take the same complaint down at one instant one enters it, the others see his."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from portal.core.approval.hooks import Refused
from portal.domain.complaints.models import Complaint
from portal.extensions import db
from tests.regulations.product_complaints.complaints import intake, sent

pytestmark = pytest.mark.both_databases(whole=True)
WRITERS, PRESSES = 8, 20
CODES = ("F10-4D", "F12-4D")  # each with a series of numbers of its own


def test_r10_7_3_the_same_complaint_at_one_instant_is_entered_once(app: Flask) -> None:
    def press(place: int) -> str:
        """Until it goes through, as a person does who is told that the database is busy (SQLite)."""
        for _ in range(PRESSES):
            with app.app_context():
                try:
                    sent(CODES[place % 2], intake(fresh=""))
                except Refused as refused:
                    return refused.refusals[0].message
                except OperationalError:
                    continue
                return ""
        return "busy"

    with ThreadPoolExecutor(WRITERS) as writers:
        told = list(writers.map(press, range(WRITERS)))
    assert told.count("") == 1
    assert all("-202611-001" in words for words in told if words)
    with app.app_context():
        assert db.session.query(Complaint).count() == 1
