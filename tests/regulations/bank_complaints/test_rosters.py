"""R06 §4: each of the three lines has a named person at all hours, in each unit that answers it."""

from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.desk.moment import this_moment
from portal.core.notices.models import Notice
from portal.core.org.models import Person
from portal.core.web.context import today
from portal.domain.rosters.operations import Wanted, enter
from portal.domain.rosters.queries import Station, stations
from portal.domain.rosters.rotas import rotas
from portal.domain.rosters.sweeps import alarm
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.org.changes import person
from tests.regulations.bank_complaints import bank

LINES = {
    "城东支行的客户援助电话": {bank.AID, bank.BRANCH},
    "银行卡部的客服热线": {bank.CARDS},
    "人力资源部的服务监督电话": {bank.SUPERVISION, bank.PERSONNEL},
}


@pytest.fixture
def with_bank(app: Flask) -> Flask:
    bank.bank(app)
    return app


def known() -> dict[str, Station]:
    """The lines by what people call them. Inside an app context."""
    return {station.title: station for station in stations(today())}


def fill(station: Station, hours: tuple[int, int], first: int = 0) -> None:
    """The aid line's two people cover two weeks, but for the days before the first."""
    for number, (begins, ends) in ((bank.AID, hours), (bank.BRANCH, hours[::-1])):
        since, until = today() + timedelta(days=first), today() + timedelta(days=13)
        wanted = Wanted(person(number).id, since, until, time(begins), time(ends))
        with writing():
            enter(station, wanted, person(bank.BRANCH).id, this_moment())


def told() -> dict[str, set[str]]:
    """Who was told of which line."""
    alarm(this_moment())
    query = select(Person.number, Notice.words).join(Person, Person.id == Notice.person_id)
    rows = db.session.execute(query.where(Notice.kind == "roster_gap")).all()
    return {title: {number for number, words in rows if words.startswith(title)} for title in LINES}


def test_r06_4_each_line_stands_where_it_is_answered_and_its_keepers_hear_of_a_gap(with_bank: Flask) -> None:
    with with_bank.test_request_context():
        assert known().keys() == LINES.keys()
        assert told() == LINES


def test_r06_4_a_line_whose_shifts_meet_around_the_clock_has_no_gap(with_bank: Flask) -> None:
    with with_bank.test_request_context():
        fill(known()["城东支行的客户援助电话"], (8, 20), first=1)
        (rota,) = rotas([known()["城东支行的客户援助电话"]], this_moment())
        (gap,) = rota.gaps_ahead()
        assert gap.ends - gap.begins == timedelta(hours=32)  # today, and tomorrow until eight
        assert told()["城东支行的客户援助电话"] == LINES["城东支行的客户援助电话"]


def test_r06_4_the_supervision_line_watches_over_all_and_a_branch_over_its_own(with_bank: Flask) -> None:
    watching = signed_in(with_bank, bank.SUPERVISION).get("/").text
    assert all(title in watching for title in LINES)
    branch = signed_in(with_bank, bank.BRANCH).get("/").text
    assert "城东支行的客户援助电话：现在没有人值班" in branch and "客服热线：" not in branch
    page = signed_in(with_bank, bank.HOTLINE).get("/rosters")
    assert all(title in page.text for title in LINES) and "排班：" not in page.text


def test_r06_4_the_clause_names_its_line(with_bank: Flask) -> None:
    page = signed_in(with_bank, bank.AID).get("/regulations/bank-complaints")
    assert page.text.count("全天要有人值班") == 3
