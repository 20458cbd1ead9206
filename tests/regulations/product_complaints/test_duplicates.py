"""R10 §7.3: a complaint is entered once; who says that it is another one says so on the form."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.core.approval.hooks import Refused, hinted
from portal.core.desk.moment import terms
from portal.core.documents.models import Document
from portal.core.forms.sheet_form import Said
from portal.core.web.context import catalogue, today
from portal.extensions import db
from tests.regulations.product_complaints.complaints import decided, intake, move, offices, sent, slip

CODES = ("F10-4D", "F12-4D")


def refused(code: str = "F10-4D", **other: object) -> list[tuple]:
    """What speaks against another complaint of the customer. Inside an app context."""
    try:
        sent(code, intake(**{"product": None, "fresh": ""} | other))
    except Refused as found:
        db.session.rollback()
        return [(refusal.path, refusal.message) for refusal in found.refusals]
    return []


@pytest.mark.parametrize("code", CODES)
def test_r10_7_3_an_open_complaint_of_thirty_days_ago_is_told_and_one_before_is_not(
    app: Flask, code: str
) -> None:
    with app.app_context():
        sent("F10-4D", intake(day=today() - timedelta(days=31), product=None))
        assert refused(code) == []
    with app.app_context():
        ((path, why),) = refused(code, day=today() - timedelta(days=1))
        assert path == ("fresh",) and "30 天内接到" in why and "是新的投诉" in why
        assert refused(code, fresh="是新的投诉") == []


def test_r10_7_3_the_same_order_is_told_however_long_ago_until_its_case_is_closed(app: Flask) -> None:
    offices(app)
    with app.app_context():
        old = intake(day=today() - timedelta(days=90), order="DD-7", loss="没有损失", product=None)
        case_id = sent("F10-4D", old)
        ((_, why),) = refused(order="dd7")
        assert "同一订单" in why
        slip_id = sent("F10-1", slip(), case_id)
        decided(slip_id, **{"制造部门改善回复": {"reply": "已加打包带"}})
        move(case_id, "closed")
        assert refused(order="DD-7") == []


def said(facts: object) -> Said:
    return Said({name: getattr(facts, name) for name in facts.__struct_fields__}, {})


def test_r10_7_3_what_may_be_the_same_stands_beside_the_sheet_and_leads_to_its_case_only_who_sees_it(
    app: Flask,
) -> None:
    with app.app_context():
        case_id = sent("F10-4D", intake())
        author = db.session.get_one(Document, case_id).author_id
        sheet = said(intake(fresh=""))
        for code in CODES:
            (mine, _) = hinted(catalogue().type(code), author, sheet, terms())
            assert mine.document_id == case_id and "同一品种" in mine.words
        (others, _) = hinted(catalogue().type("F10-4D"), 4, sheet, terms())
        assert others.document_id == 0 and others.words == mine.words
