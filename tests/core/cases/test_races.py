"""Acting on one case at one instant: one act counts, and a paper is in the file or the case is closed."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.documents.models import Document
from portal.extensions import db
from tests.core.cases.repairs import act, begun, id_of, kinds, opened, stage_of
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases(whole=True)
ROUNDS = range(5)


def pressing(act_of: Callable[..., Page], *given: object, **typed: str) -> Callable[[], Page]:
    """A finger on a button."""
    return lambda: act_of(*given, **typed)


def at_once(*presses: Callable[[], Page]) -> list[Page]:
    """Everybody presses at the same moment."""
    gate = threading.Barrier(len(presses))

    def press(mine: Callable[[], Page]) -> Page:
        gate.wait()
        return mine()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def test_of_two_moves_at_one_instant_one_counts_and_the_other_is_told(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    for _ in ROUNDS:
        case = opened(chen)
        pages = {chen: chen.get(case), zhou: zhou.get(case)}
        answers = at_once(
            pressing(act, chen, pages[chen], "moved:repair", "修"),
            pressing(act, zhou, pages[zhou], "moved:closed", "不修"),
        )
        assert sorted(answer.status for answer in answers) == [200, 409]
        (loser,) = [answer for answer in answers if answer.status == 409]
        assert "在你打开之后有新的记录" in loser.text
        assert len(kinds(app, case)) == 2


def test_a_paper_sent_as_the_case_closes_is_in_its_file_or_not_sent(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    for _ in ROUNDS:
        case = opened(chen)
        sheet, page = begun(chen, case), zhou.get(case)
        sent, closed = at_once(
            pressing(chen.submit, sheet, button="act=send", done="换了压缩机"),
            pressing(act, zhou, page, "moved:closed", "不修"),
        )
        with app.app_context():
            papers = db.session.scalar(select(func.count(Document.id)).filter_by(case_id=id_of(case)))
        outcome = (sent.status, closed.status, stage_of(app, case), papers)
        assert outcome in ((422, 200, "closed", 0), (200, 409, "accepted", 1)), outcome


def test_twenty_clicks_on_a_note_enter_it_once(app: Flask, chen: Browser) -> None:
    case = opened(chen)
    page = chen.get(case)
    answers = at_once(*[pressing(act, chen, page, "noted:progress", "物业来过")] * 20)
    assert {answer.status for answer in answers} == {200}
    assert kinds(app, case) == ["opened accepted", "noted progress"]
