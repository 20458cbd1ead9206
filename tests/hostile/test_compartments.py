"""R06 §5(五): a case that was handed over to the discipline office leaves no trace for anybody else, on any
path: for him the portal is as it was before the complaint came in."""

import re
from collections.abc import Iterator
from itertools import zip_longest

import pytest
from flask import Flask, current_app

from portal.core.comments.operations import comment_on
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import key_within
from portal.core.documents.drafts import keep
from portal.core.documents.models import Document
from portal.core.duties.feeds import begin
from portal.core.org.roles import ROLES
from portal.core.printing.worker import print_what_is_wanted
from portal.core.web.context import now
from portal.demonstration.company import employ
from portal.demonstration.employee import Employee
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.org.changes import person, unit
from tests.hostile.world import SHOWN_TO_ALL, Found, answers, world_of
from tests.passwords import PASSWORD
from tests.regulations.bank_complaints.bank import (
    AID,
    BRANCH,
    CLERK,
    HEAD,
    HOTLINE,
    INSPECTOR,
    SUPERVISION,
    bank,
    more_time,
    opened,
    person_ref,
    referral,
    report,
    sent,
    taken_over,
)
from tests.turns import EVERY, turn

AUDITOR, ADMINISTRATOR = "1007", "1009"
OTHERS = (AID, HEAD, SUPERVISION, AUDITOR, ADMINISTRATOR)
INSPECTING = "discipline_inspector"
ROOM = re.compile(r"[\d.]+ [GM]B")
NAME, SAID, TYPED, WHAT = "匿名客户甲乙", "戊己庚辛评论", "壬癸子丑草稿", "寅卯辰巳事由"


def everybody(app: Flask) -> list[str]:
    """Every second of those who had to do with the case and of who looks at all; or one of every role but the
    inspectors'."""
    if not EVERY:
        return [*OTHERS[turn() % 2 :: 2]]
    with app.app_context(), writing():
        secret = current_app.extensions["passwords"].hash(PASSWORD)
        extra = [Employee(f"2{n:03}", f"某{n}", role, "BANK") for n, role in enumerate(ROLES)]
        for each in extra:
            if each.role != INSPECTING:
                employ(each, unit("BANK"), secret)
    return [*OTHERS, BRANCH, CLERK, *(each.number for each in extra if each.role != INSPECTING)]


def file_case() -> list[Document]:
    """A complaint about a clerk that went round: papers in force and on their way, a comment, a draft, paper
    printed. Inside an app context."""
    case_id = opened(HOTLINE, name=NAME, what=WHAT, employee=person_ref(CLERK), phone="13900009999")
    taken_over(case_id, HEAD)
    papers = [sent("F06-7", more_time(), HEAD, case_id), sent("F06-4", report(facts=WHAT), HEAD, case_id)]
    with writing():
        comment_on(case_id, person(SUPERVISION).id, SAID, {person(BRANCH).id}, this_moment())
        keep(person(HEAD).id, key_within(case_id), "F06-5", TYPED, [("said", TYPED)], now())
    print_what_is_wanted()
    return [db.session.get_one(Document, each) for each in (case_id, *papers)]


def traced(world: dict[str, Found], marks: tuple[str, ...]) -> Iterator[str]:
    """The addresses at which something of the case is read."""
    return (address for address, found in world.items() if any(mark in found.words for mark in marks))


def differing(one: Found, other: Found) -> list[str]:
    """Where two answers begin to differ, but for how much room the machine's disk has left meanwhile."""
    lines = zip_longest(*(ROOM.sub("", each.words).split() for each in (one, other)))
    return [f"{a} / {b}" for a, b in lines if a != b][:5] + ["status"] * (one.status != other.status)


def asks(app: Flask, people: list[str]) -> dict[str, list[str]]:
    """What each asks for who knows what he looks for, and his calendar feed."""
    with app.app_context(), writing():
        tokens = {number: begin(person(number).id, now()) for number in people}
    words = [
        f"/search?q={NAME[:-1]}",
        "/search?q=KH06",
        f"/complaints?q={NAME[:-1]}",
        "/complaints?q=13900009999",
    ]
    year = [f"/reports/f06-{n}?since=2026-01&until=2026-12" for n in ("9", "10")]
    sheets = [f"{address.replace('?', '.xlsx?')}" for address in year]
    return {n: [*words, *year, *sheets, f"/feeds/{token}.ics"] for n, token in tokens.items()}


@pytest.mark.timeout(3600 if EVERY else 600)
def test_r06_5_5_a_case_of_the_discipline_office_leaves_no_trace(app: Flask) -> None:
    bank(app)
    people = everybody(app)
    asked = asks(app, people)
    before = {number: world_of(app, number, asked[number]) for number in people}
    with app.app_context():
        papers = file_case()
        case_id = papers[0].id
        marks = (*(each.number for each in papers if each.drawn_number), NAME, SAID, TYPED, WHAT)
    worlds = {number: world_of(app, number, asked[number]) for number in people}
    known = {number: set(traced(world, marks)) for number, world in worlds.items()}
    assert all(known[number] for number in people if number in OTHERS), people
    with app.app_context():
        sent("F06-6", referral(), AID, case_id)
    every = set[str]().union(*known.values()) | {f"/documents/{case_id}", f"/documents/{case_id}/case"}
    for number in people:
        after = world_of(app, number, asked[number])
        told = answers(signed_in(app, number), every)
        assert [*traced(after, marks), *traced(told, marks)] == [], number
        assert told[f"/documents/{case_id}"].status == told[f"/documents/{case_id}/case"].status == 404
        for address in sorted(after.keys() & before[number].keys() - set(SHOWN_TO_ALL)):
            assert differing(before[number][address], after[address]) == [], (number, address)
        assert after.keys() == before[number].keys(), number
    assert [*traced(world_of(app, INSPECTOR), marks)]
