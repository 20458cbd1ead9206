"""R16 §4(一)1: of several who take the same complaint down at once one enters it, the others see his."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from portal.core.approval.hooks import Refused
from portal.domain.complaints.models import Complaint
from portal.extensions import db
from tests.regulations.dealer_complaints.complaints import ADVISER, MANAGER, dealer, record, sent

pytestmark = pytest.mark.both_databases(whole=True)
WRITERS, PRESSES = 6, 20


def test_r16_4_1_1_the_same_complaint_at_one_instant_is_entered_once(app: Flask) -> None:
    dealer(app)

    def press(place: int) -> str:
        """Until it goes through, as a person does who is told that the database is busy (SQLite)."""
        for _ in range(PRESSES):
            with app.app_context():
                try:
                    sent("F16-1", record(fresh=""), number=(ADVISER, MANAGER)[place % 2])
                except Refused as refused:
                    return refused.refusals[0].message
                except OperationalError:
                    continue
                return ""
        return "busy"

    with ThreadPoolExecutor(WRITERS) as writers:
        told = list(writers.map(press, range(WRITERS)))
    assert told.count("") == 1
    assert all("TS-202611-001" in words for words in told if words)
    with app.app_context():
        assert db.session.query(Complaint).count() == 1
