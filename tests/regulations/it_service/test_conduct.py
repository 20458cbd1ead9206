"""R09 §7: each of the unit confirms his service hours and the rules once a year; the manager signs."""

from datetime import date, timedelta

import pytest
from flask import Flask

from portal.core.documents.models import Document
from portal.core.web.context import today
from portal.extensions import db
from portal.regulations.it_service.documents.conduct import conduct_refusals
from portal.regulations.it_service.duties import DUTIES
from portal.regulations.it_service.facts import Conduct
from tests.core.org.changes import take_post
from tests.domain.complaints.acts import decided, sent
from tests.regulations.it_service.incidents import ADMIN, staffed
from tests.terms import TERMS


def confirmed(day: date) -> Conduct:
    agreed = dict.fromkeys(("logged", "polite", "secret", "approved"), "做到")
    return Conduct(day=day, hours="工作日 8:30–17:30", reached="值班电话", **agreed)


def test_r09_7_each_confirms_and_the_manager_signs(app: Flask) -> None:
    staffed(app)
    take_post(app, "1014", "project_manager", "OPS")
    with app.app_context():
        document_id = sent("F09-12", confirmed(today()), 0, ADMIN)
        assert decided(document_id, {}) == ["经理签字"]
        document = db.session.get_one(Document, document_id)
        assert (document.status, document.number[:3]) == ("approved", "QR-")


@pytest.mark.parametrize(("days", "refused"), [(0, []), (1, ["§7"])])
def test_r09_7_nobody_confirms_on_a_day_that_has_not_come(days: int, refused: list[str]) -> None:
    said = confirmed(TERMS.day + timedelta(days=days))
    assert [refusal.clause for refusal in conduct_refusals(said, TERMS)] == refused


def test_r09_7_it_is_owed_each_year() -> None:
    assert ("year", "F09-12") in [(duty.rhythm, duty.form) for duty in DUTIES]
