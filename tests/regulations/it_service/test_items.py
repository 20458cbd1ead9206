"""R09 §4.4.7: an item is as its newest paper in force says, with its relations."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.documents.models import Document
from portal.core.web.context import today
from portal.domain.configuration.models import ConfigurationItem, ConfigurationRelation
from portal.domain.configuration.queries import edges
from portal.domain.configuration.words import BACKED_UP_TO, RUNS_ON
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.org.changes import take_post
from tests.domain.complaints.at_one_instant import approved_at_one_instant
from tests.regulations.it_service import items
from tests.regulations.it_service.incidents import ADMIN, LEAD, OTHER, USER, ref, staffed
from tests.regulations.it_service.items import approved, asked, changed, item, line, registered, voided

pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def unit_that_runs_it(app: Flask) -> None:
    staffed(app)


def relations(item_id: int) -> list[tuple[int, str, str]]:
    """What an item has to do with others: since and until in days from today."""
    rows = db.session.scalars(select(ConfigurationRelation).filter_by(from_id=item_id))
    return sorted((row.to_id, row.kind, f"{(row.until - today()).days}" if row.until else "") for row in rows)


def refused(**other: object) -> list[str]:
    """At which cells a record is refused."""
    with pytest.raises(Refused) as found:
        asked(**other)
    db.session.rollback()
    return [str(refusal.path[0]) for refusal in found.value.refusals]


def test_r09_4_4_7_an_item_is_registered_when_the_lead_approves(app: Flask) -> None:
    with app.app_context():
        server = registered("应用服务器一")
        paper = asked(name="报表系统", type="应用系统", relations=(line(server),))
        assert edges(today()) == []
        system = approved(paper)
        row = item(system)
        assert (row.number, row.name, row.type, row.status) == ("KI-2026-002", "报表系统", "应用系统", "在用")
        assert (row.document_id, row.ended) == (paper, None)
        assert edges(today()) == [(system, server, RUNS_ON)]


@pytest.mark.both_databases(whole=True)
def test_r09_4_4_7_of_two_of_one_name_approved_at_one_instant_one_is_registered(app: Flask) -> None:
    take_post(app, OTHER, "technical_lead", "OPS")
    with app.app_context():
        papers = [asked(name="报表系统") for _ in range(2)]
    assert approved_at_one_instant(app, dict(zip(papers, (LEAD, OTHER), strict=True))) == 1
    with app.app_context():
        assert len(db.session.scalars(select(ConfigurationItem).filter_by(name="报表系统")).all()) == 1


def test_r09_4_4_7_the_lead_does_not_approve_his_own(app: Flask) -> None:
    with app.app_context():
        paper = asked(LEAD)
        task = items.acts.turn(paper)
        assert task is None or task.person.number != LEAD


def test_r09_4_4_7_a_change_says_all_of_it_anew(app: Flask) -> None:
    with app.app_context():
        first, second = registered("应用服务器一"), registered("应用服务器二")
        yesterday = today() - timedelta(days=1)
        old = (line(first, since=yesterday), line(second, BACKED_UP_TO), line(second, since=yesterday))
        system = registered("报表系统", "应用系统", old)
        paper = changed(system, name="新报表系统", relations=(line(second, since=yesterday),), version="3.1")
        row = item(system)
        assert (row.name, row.version, row.document_id) == ("新报表系统", "3.1", paper)
        assert row.number == "KI-2026-003"
        assert relations(system) == [(first, RUNS_ON, "-1"), (second, RUNS_ON, "")]
        assert edges(yesterday) and edges(today()) == [(system, second, RUNS_ON)]


def test_r09_4_4_7_a_relation_holds_on_its_last_day_and_not_after(app: Flask) -> None:
    with app.app_context():
        server = registered("应用服务器一")
        registered("报表系统", "应用系统", (line(server, until=today()),))
        assert len(edges(today())) == 1
        assert edges(today() + timedelta(days=1)) == []
        assert edges(today() - timedelta(days=1)) == [], "nor before the first"


def test_r09_4_4_7_a_void_change_takes_itself_back(app: Flask) -> None:
    with app.app_context():
        server = registered("应用服务器一")
        system = registered("报表系统", "应用系统", (line(server, since=today() - timedelta(days=3)),))
        first = item(system).document_id
        paper = changed(system, status="报废")
        assert (item(system).status, item(system).ended) == ("报废", today())
        assert edges(today()) == []
        voided(paper)
        assert (item(system).status, item(system).ended, item(system).document_id) == ("在用", None, first)
        assert edges(today()) == [(system, server, RUNS_ON)]


def test_r09_4_4_7_a_void_first_paper_leaves_no_item_in_use(app: Flask) -> None:
    with app.app_context():
        server = registered("应用服务器一")
        voided(item(server).document_id)
        assert (item(server).status, item(server).ended) == ("报废", today())


def test_r09_4_4_7_a_void_older_paper_changes_nothing(app: Flask) -> None:
    with app.app_context():
        server = registered("应用服务器一")
        first = item(server).document_id
        changed(server, version="2.0")
        voided(first)
        assert db.session.get_one(Document, first).status == "void"
        assert (item(server).version, item(server).status) == ("2.0", "在用")


def test_r09_4_4_7_one_change_at_a_time_and_a_name_of_its_own(app: Flask) -> None:
    with app.app_context():
        server = registered("应用服务器一")
        assert refused(name="应用服务器 一") == ["name"]
        assert asked(name="应用服务器一", status="停用"), "what is out of use may be called alike"
        known = {"entry": "变化", "known": items.item_ref(server)}
        assert asked(**known)
        assert refused(**known, version="2") == ["known"]


def test_r09_4_4_7_two_that_were_sent_under_one_name_are_not_both_approved(app: Flask) -> None:
    with app.app_context():
        first, second = asked(), asked()
        approved(first)
        with pytest.raises(Refused, match="已经叫这个名称"):
            approved(second)


def test_r09_4_4_7_a_change_begins_with_what_is_registered(app: Flask) -> None:
    with app.app_context():
        server = registered("应用服务器一")
        system = registered("报表系统", "应用系统", (line(server),), version="3.0", owner=ref(USER))
    admin = signed_in(app, ADMIN)
    sheet = admin.get(f"/forms/f09-6/new?of=item-{system}")
    fields = dict(sheet.fields())
    assert fields["known"] == "报表系统 KI-2026-002" and fields["version"] == "3.0"
    assert fields["relations-0-other"] == "应用服务器一 KI-2026-001"
    sent = admin.submit(sheet, button="act=send", version="3.1")
    assert sent.status == 200 and not sent.faults(), sent.faults()
    assert dict(signed_in(app, LEAD).get("/forms/f09-6/new?of=item-999").fields())["known"] == ""


def test_r09_4_4_7_what_is_scrapped_is_named_by_no_new_paper(app: Flask) -> None:
    with app.app_context():
        server = registered("应用服务器一")
        changed(server, status="报废")
    page = signed_in(app, ADMIN).get("/forms/f09-5/new")
    assert "应用服务器一" not in page.text


@pytest.mark.both_databases(whole=True)
def test_r09_4_4_7_a_name_that_unfolds_into_many_letters_is_registered(app: Flask) -> None:
    with app.app_context():
        assert item(registered("㍿" * 40)).name == "㍿" * 40
