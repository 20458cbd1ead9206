"""R10 §7.3, §3: what was registered wrongly is corrected by a paper; the case then takes its form."""

import pytest
from flask import Flask

from portal.core.approval.hooks import Refused
from portal.core.facts import Ref
from portal.core.kinds import typed
from portal.core.web.context import today
from portal.domain.complaints.models import Complaint
from portal.extensions import db
from portal.regulations.product_complaints.facts import Correction
from portal.regulations.product_complaints.models import ProductComplaint
from portal.regulations.product_complaints.rules import correction_refusals
from tests.regulations.product_complaints.complaints import (
    decided,
    handling,
    intake,
    offices,
    product,
    sent,
    slip,
)
from tests.terms import TERMS

BARE = Correction(day=TERMS.day, reason="客户后来寄来了照片")


def correction(**other: object) -> Correction:
    return Correction(**{"day": today(), "reason": "客户后来寄来了照片"} | other)


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({}, ["loss"]),
        ({"loss": "有损失"}, []),
        ({"region": "国外"}, []),
        ({"order": "DD-2"}, []),
        ({"product": Ref(1, "P1", "模块")}, []),
        ({"loss": "有损失", "day": TERMS.day.replace(year=TERMS.day.year + 1)}, ["day"]),
    ],
)
def test_r10_7_3_a_correction_corrects_something(other: dict, path: list[str]) -> None:
    said = Correction(**{"day": TERMS.day, "reason": BARE.reason} | other)
    assert [refusal.path[0] for refusal in correction_refusals(said, TERMS)] == path


def test_r10_3_a_complaint_found_to_have_done_harm_takes_the_handling_form(app: Flask) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake(loss="没有损失", product=None))
        with pytest.raises(Refused, match="先填登记事项更正单"):
            sent("F10-2", handling(), case_id)
        db.session.rollback()
        sent("F10-4C", correction(loss="有损失", order="DD-9", product=product()), case_id)
        row, also = db.session.get_one(Complaint, case_id), db.session.get_one(ProductComplaint, case_id)
        assert (also.loss, row.known_by, row.about) == ("有损失", "DD-9", typed(product()))
        assert also.region == "国内", "what was left empty stays"
        with pytest.raises(Refused, match="登记的是有损失"):
            sent("F10-1", slip(), case_id)
        db.session.rollback()
        assert sent("F10-2", handling(), case_id)


def refused(case_id: int, **other: object) -> list[tuple]:
    try:
        sent("F10-4C", correction(**other), case_id)
    except Refused as found:
        db.session.rollback()
        return [refusal.path for refusal in found.refusals]
    return []


def test_r10_10_what_its_form_rests_on_is_not_corrected_after_it(app: Flask) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake())
        assert refused(case_id, loss="没有损失") == []
        assert refused(case_id, loss="有损失") == []
        form_id = sent("F10-2", handling(), case_id)
        assert refused(case_id, loss="没有损失") == [("loss",)]
        assert refused(case_id, region="国外") == [], "nothing was received yet"
        decided(form_id, until="质量调查")
        assert refused(case_id, region="国内") == [("region",)]
        assert refused(case_id, loss="待查明", order="DD-3") == []


def test_r10_9_1_a_form_completes_what_nobody_knew_when_the_complaint_came_in(app: Flask) -> None:
    offices(app)
    with app.app_context():
        bare, known = intake(product=None), intake(order="DD-0")
        for said, order in ((bare, "DD-1"), (known, "DD-0")):
            case_id = sent("F10-4D", said)
            sent("F10-2", handling(order="DD-1"), case_id)
            row = db.session.get_one(Complaint, case_id)
            assert (row.known_by, row.about) == (order, typed(product()))
