"""Figure 23: twenty identical posts at one instant make one record; everybody is shown that record."""

import pytest
from flask import Flask

from portal.core.approval.models import RouteAct
from portal.core.documents.models import Document, Draft, Snapshot, Submission
from tests.races.papers import act, count, document, months, propose, sending, tasks
from tests.races.people import People, Press, after, at_one_instant
from tests.races.words import whole

pytestmark = pytest.mark.both_databases(whole=True)


def test_twenty_clicks_on_one_form_make_one_document(records: Flask, people: People) -> None:
    chen = people["1001"]
    for month in months(2060):
        once = sending(chen, month)
        answers = at_one_instant([Press(chen.twin(), once.path, once.fields) for _ in range(20)])
        assert {answer.status for answer in answers} == {303}
        (place,) = {answer.place for answer in answers}
        paper = document(int(place.rpartition("/")[2]))
        assert paper.number == f"XF-{month.replace('-', '')}-0001"
        key = once.path.rpartition("/")[2]
        assert count(Submission, key=key) == count(Snapshot, document_id=paper.id) == len(tasks(paper)) == 1
        assert count(Document, period=paper.period) == 1
        assert count(Draft, place=key) == 0
        assert paper.number in after(once, answers[-1])


def test_twenty_clicks_on_a_withdrawal_withdraw_once(records: Flask, people: People) -> None:
    author, paper = people["1011"], propose(people["1011"], "f97-2")
    place, words = f"/documents/{paper.id}/withdrawal", [("words", "改主意了")]
    presses = [Press(author.twin(), place, words) for _ in range(20)]
    answers = at_one_instant(presses)
    assert sorted(answer.status for answer in answers) == [303] + [422] * 19
    assert count(RouteAct, document_id=paper.id, kind="withdraw") == 1
    deed = act(paper, "withdraw")
    assert deed and sum(whole(deed) in answer.page for answer in answers) == 19
    assert all(paper.number in after(press, answer) for press, answer in zip(presses, answers, strict=True))
