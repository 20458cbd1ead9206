"""A case that was put into a compartment leaves no trace for anybody else, on any path; for him the portal is
as it was before the case came in."""

from collections.abc import Iterator
from itertools import zip_longest

import pytest
from flask import Flask

from portal.core.approval.secluding import seclude
from portal.core.comments.operations import comment_on
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import key_within
from portal.core.documents.drafts import keep
from portal.core.documents.models import Document
from portal.core.duties.feeds import begin
from portal.core.printing.worker import print_what_is_wanted
from portal.core.web.context import now
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.org.changes import person, take_post
from tests.domain.complaints.acts import decided
from tests.hostile.world import SHOWN_TO_ALL, Found, answers, world_of
from tests.regulations.product_complaints.complaints import (
    FOUND,
    handling,
    intake,
    offices,
    report,
    sent,
)

ROLE, INSPECTOR = "discipline_inspector", "1011"
PEOPLE = ("1010", "1002", "1006", "1007", "1009")  # author, keeper, head, auditor, administrator
SECRET, SAID, TYPED = "甲乙丙丁事由", "戊己庚辛评论", "壬癸子丑草稿"


def file_case() -> list[Document]:
    """A case with papers at every stage, a comment and a draft. Inside an app context."""
    case_id = sent("F10-4D", intake(what=SECRET, order="绝密订单"))
    form_id = sent("F10-2", handling(reason=SECRET, order="绝密订单"), case_id)
    decided(form_id, FOUND, until="制造分析")
    report_id = sent("F10-5", report(), case_id)
    with writing():
        comment_on(case_id, person("1010").id, SAID, {person("1006").id}, this_moment())
        keep(person("1010").id, key_within(case_id), "F10-15", TYPED, [("words", TYPED)], now())
    print_what_is_wanted()
    return [db.session.get_one(Document, each) for each in (case_id, form_id, report_id)]


def traced(world: dict[str, Found], marks: tuple[str, ...]) -> Iterator[str]:
    """The addresses at which something of the case is read."""
    return (address for address, found in world.items() if any(mark in found.words for mark in marks))


def differing(one: Found, other: Found) -> list[str]:
    """Where two answers begin to differ."""
    lines = zip_longest(one.words.split(), other.words.split())
    return [f"{a} / {b}" for a, b in lines if a != b][:5] + ["status"] * (one.status != other.status)


@pytest.fixture
def feeds(app: Flask) -> dict[str, str]:
    """The address of everybody's calendar feed."""
    with app.app_context():
        with writing():
            tokens = {number: begin(person(number).id, now()) for number in PEOPLE}
        return {number: f"/feeds/{token}.ics" for number, token in tokens.items()}


def asks(feed: str) -> list[str]:
    """What somebody asks for who knows what he looks for."""
    return [f"/search?q={SECRET}", "/search?q=KS10", "/complaints?q=绝密", feed]


def test_a_case_in_a_compartment_leaves_no_trace(app: Flask, feeds: dict[str, str]) -> None:
    offices(app)
    take_post(app, INSPECTOR, ROLE, "ROOT")
    before = {number: world_of(app, number, asks(feed)) for number, feed in feeds.items()}
    with app.app_context():
        papers = file_case()
        case_id, last_id = papers[0].id, papers[-1].id
        marks = (*(each.number for each in papers if each.drawn_number), SECRET, SAID, TYPED, "绝密订单")
    worlds = {number: world_of(app, number, asks(feed)) for number, feed in feeds.items()}
    known = {number: set(traced(world, marks)) for number, world in worlds.items()}
    assert all(known.values()), {number: len(found) for number, found in known.items()}
    with app.app_context(), writing():
        seclude(db.session.get_one(Document, last_id), ROLE, this_moment())
    every = set[str]().union(*known.values()) | {f"/cases/{case_id}", f"/documents/{case_id}"}
    for number in PEOPLE:
        after = world_of(app, number, asks(feeds[number]))
        told = answers(signed_in(app, number), every)
        assert [*traced(after, marks), *traced(told, marks)] == [], number
        assert told[f"/cases/{case_id}"].status == told[f"/documents/{case_id}"].status == 404
        for address in sorted(after.keys() & before[number].keys() - set(SHOWN_TO_ALL)):
            assert differing(before[number][address], after[address]) == [], (number, address)
        assert after.keys() == before[number].keys(), number
    assert [*traced(world_of(app, INSPECTOR), marks)]
