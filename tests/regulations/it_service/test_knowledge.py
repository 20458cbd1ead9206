"""R09 §4.4.8: knowledge articles are reviewed, in force, replaced, void; whom they are for."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from msgspec.structs import replace

from portal.core.approval.hooks import Refused, proposed
from portal.core.documents.models import Document
from portal.core.forms.references import Asker
from portal.core.web.context import catalogue, today
from portal.domain.operations.references import Articles, ArticleVersions
from portal.domain.operations.retention import papers_of_knowledge
from portal.extensions import db
from portal.regulations.it_service.facts import Knowledge
from portal.regulations.it_service.rules.knowledge import knowledge_refusals
from tests.conftest import TestClock
from tests.core.org.changes import person, take_post
from tests.domain.complaints.acts import decided, turn
from tests.regulations.it_service.articles import (
    REVIEW,
    article,
    article_ref,
    asked,
    number_of,
    published,
    read_by,
    voided,
)
from tests.regulations.it_service.incidents import (
    ADMIN,
    DESK,
    LEAD,
    OTHER,
    USER,
    reported,
    restored,
    staffed,
)
from tests.terms import TERMS

pytestmark = pytest.mark.both_databases
MANAGER = "1014"
SAID = Knowledge(
    day=TERMS.day, title="卡纸", part="终端和外设", audience="全体员工", symptom="不出纸",
    solution="抽出纸张", expires=TERMS.day + timedelta(days=1),
)  # fmt: skip


@pytest.fixture
def desk(app: Flask) -> Flask:
    staffed(app)
    take_post(app, MANAGER, "project_manager", "OPS")
    return app


def paths(found: Any) -> list[tuple[str, str]]:
    return [("".join(map(str, refusal.path)), refusal.clause) for refusal in found]


def refused(act: Any) -> list[tuple[str, str]]:
    """Where something is refused, under which clause. Inside an app context."""
    with pytest.raises(Refused) as found:
        act()
    db.session.rollback()
    return paths(found.value.refusals)


@pytest.mark.parametrize(
    ("other", "where"),
    [
        ({}, []),
        ({"day": TERMS.day + timedelta(days=1)}, [("day", "§4.4.8")]),
        ({"expires": TERMS.day}, [("expires", "§4.4.8")]),
        ({"expires": date(2027, 11, 23)}, []),
        ({"expires": date(2027, 11, 24)}, [("expires", "§4.4.8")]),
    ],
)
def test_r09_4_4_8_an_article_holds_from_tomorrow_for_twelve_months_at_most(other, where) -> None:
    assert paths(knowledge_refusals(replace(SAID, **other), TERMS)) == where


@pytest.mark.parametrize(
    ("today", "last"), [(date(2028, 2, 29), date(2029, 2, 28)), (date(2026, 12, 31), date(2027, 12, 31))]
)
def test_r09_4_4_8_twelve_months_end_with_the_month_where_the_day_is_missing(today, last) -> None:
    for days, where in ((0, []), (1, [("expires", "§4.4.8")])):
        said = replace(SAID, day=today, expires=last + timedelta(days=days))
        assert paths(knowledge_refusals(said, TERMS._replace(day=today))) == where


def test_r09_4_4_8_the_lead_signs_what_others_wrote_and_the_manager_what_he_wrote(desk: Flask) -> None:
    with desk.app_context():
        first = asked(ADMIN)
        assert (turn(first).person.number, read_by(USER)) == (LEAD, [])  # type: ignore[union-attr]
        assert decided(first, {}) == [REVIEW]
        assert db.session.get_one(Document, first).number == "ZS-2026-001"
        second = asked(LEAD)
        assert turn(second).person.number == MANAGER  # type: ignore[union-attr]
        decided(second, {})
        assert read_by(USER) == read_by(DESK) == [first, second]


def test_r09_4_4_8_what_is_for_operations_is_read_by_operations_alone(desk: Flask) -> None:
    with desk.app_context():
        secret = published(audience="运维人员")
        assert [read_by(number) for number in (USER, OTHER, DESK, ADMIN, LEAD, MANAGER)] == [
            [], [], [secret], [secret], [secret], [secret],
        ]  # fmt: skip


def test_r09_4_4_8_a_newer_version_takes_the_place_of_the_one_before_once_it_is_approved(desk: Flask) -> None:
    with desk.app_context():
        first = published()
        second = asked(DESK, title="打印机卡纸怎么办", replaces=article_ref(first))
        assert read_by(USER) == [first]
        decided(second, {})
        assert read_by(USER) == [second]
        assert (article(first).replaced_by, article(second).first_id) == (second, first)
        assert refused(lambda: asked(replaces=article_ref(first))) == [("replaces", "§4.4.8")]


def test_r09_4_4_8_one_newer_version_is_reviewed_at_a_time(desk: Flask) -> None:
    with desk.app_context():
        first = published()
        asked(DESK, replaces=article_ref(first))
        assert refused(lambda: asked(ADMIN, replaces=article_ref(first))) == [("replaces", "§4.4.8")]


def test_r09_4_4_8_a_void_version_gives_its_place_back(desk: Flask) -> None:
    with desk.app_context():
        first = published()
        second = published(replaces=article_ref(first))
        third = published(replaces=article_ref(second))
        voided(second)
        assert (article(first).replaced_by, read_by(USER)) == (third, [third])
        voided(third)
        assert (article(first).replaced_by, read_by(USER)) == (None, [first])
        voided(first)
        assert read_by(USER) == []


def test_r09_4_4_8_a_version_of_what_is_void_meanwhile_does_not_come_into_force(desk: Flask) -> None:
    with desk.app_context():
        first = published()
        second = asked(DESK, replaces=article_ref(first))
        voided(first)
        assert refused(lambda: decided(second, {})) == [("replaces", "§4.4.8")]


def test_r09_4_4_8_nothing_comes_into_force_that_expired_while_it_waited(
    desk: Flask, clock: TestClock
) -> None:
    with desk.app_context():
        late, last = (asked(expires=today() + timedelta(days=n)) for n in (1, 2))
        clock.advance(days=2)
        assert refused(lambda: decided(late, {})) == [("", "§4.4.8")]
        decided(last, {})
        assert read_by(USER) == [last]


def test_the_paper_of_what_people_read_is_not_destroyed(desk: Flask) -> None:
    with desk.app_context():
        first = published()
        second = published(replaces=article_ref(first))
        asked()
        assert set(db.session.scalars(papers_of_knowledge())) == {second}


def resolved(register: type[ArticleVersions], number: str, *texts: str) -> list[list[int]]:
    """What a register finds, by text. Inside an app context."""
    found = register(Asker(person(number).id, today(), today())).resolve({*texts}, 1)
    return [[each.ref.id for each in found.get(text, [])] for text in texts]


def test_articles_are_named_by_number_or_title_while_they_hold(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        first, second = published(), published(title="网络不通", audience="运维人员")
        number = number_of(first)
        texts = (f"打印机卡纸 {number}", "打印机卡纸", number, "网络不通", "没有")
        assert resolved(Articles, ADMIN, *texts) == [[first], [first], [first], [second], []]
        assert resolved(Articles, USER, "网络不通") == [[]]
        third = published(title="网络不通")
        assert resolved(Articles, ADMIN, "网络不通") == [[second, third]]
        clock.advance(days=180)
        assert resolved(Articles, ADMIN, number) == [[first]]
        clock.advance(days=1)
        assert resolved(Articles, ADMIN, number, "网络不通") == [[], []]
        assert resolved(ArticleVersions, ADMIN, number) == [[first]]


def begun(number: str, of: str) -> dict[str, str]:
    """What a sheet says that is begun from something. Inside an app context."""
    form = catalogue().type("F09-7")
    return dict(proposed(form, person(number).id, today(), of))


def test_r09_4_4_8_a_newer_version_begins_with_what_the_article_says(desk: Flask) -> None:
    with desk.app_context():
        first = published(audience="运维人员")
        told = begun(ADMIN, f"article-{first}")
        assert (told["title"], told["keywords"], told["audience"]) == (
            "打印机卡纸", "缺纸 HP LaserJet", "运维人员",
        )  # fmt: skip
        assert told["replaces"] == f"打印机卡纸 {number_of(first)}"
        assert begun(USER, f"article-{first}") == {}
        assert begun(ADMIN, "article-999999") == begun(ADMIN, "article-") == begun(ADMIN, "x") == {}


def test_r09_4_4_8_an_article_begins_with_what_an_incident_taught(desk: Flask) -> None:
    with desk.app_context():
        case_id = reported()
        assert begun(DESK, f"incident-{case_id}") == {}
        ticket_id = restored(case_id)
        assert begun(DESK, f"incident-{case_id}")["cause"] == "搓纸轮磨损"
        decided(ticket_id, {})
        assert begun(DESK, f"incident-{case_id}") == {
            "title": "打印机不出纸，提示卡纸", "symptom": "打印机不出纸，提示卡纸（三楼 305 打印机）",
            "part": "终端和外设", "solution": "更换搓纸轮，清洁进纸口", "cause": "搓纸轮磨损",
        }  # fmt: skip
        assert begun(OTHER, f"incident-{case_id}") == {}
