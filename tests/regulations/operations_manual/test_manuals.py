"""R18 §0: documents are reviewed and released; the newest version is what everybody reads."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.attachments.models import Attachment
from portal.core.retention.rules import is_permanent
from portal.extensions import db
from portal.regulations.operations_manual.documents import manual
from portal.regulations.operations_manual.facts import ManualPage
from portal.regulations.operations_manual.models import Manual
from portal.regulations.operations_manual.rules.manuals import file_id_of, manual_refusals
from tests.conftest import signed_in
from tests.core.org.changes import take_post
from tests.domain.complaints.acts import decided, turn
from tests.pages import Page
from tests.questions import count
from tests.regulations.it_service.articles import voided
from tests.regulations.it_service.incidents import ADMIN, DESK, LEAD, OTHER, USER, staffed
from tests.regulations.operations_manual.papers import page, released, revision, sent
from tests.terms import TERMS

pytestmark = pytest.mark.both_databases
MANAGER = "1014"
SAID = ManualPage(
    day=TERMS.day, title="备份操作手册", file_id="YW-01", version="V1.0", state="发布", secrecy="公开"
)


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


def current() -> dict[str, int | None]:
    """By file id, the version that is read. Inside an app context."""
    return {row.file_id: row.current_id for row in db.session.scalars(select(Manual)).all()}


def titles(found: Page) -> list[str]:
    return [(a.text or "").strip() for a in found.all("a", class_="row-title")]


@pytest.mark.parametrize(
    ("other", "where"),
    [
        ({}, []),
        ({"day": TERMS.day + timedelta(days=1)}, [("day", "§0")]),
        ({"state": "修订"}, [("change", "§0")]),
        ({"state": "修订", "change": " "}, [("change", "§0")]),
        ({"state": "修订", "change": "改"}, []),
    ],
)
def test_r18_0_a_page_is_of_a_day_that_has_come_and_a_revision_says_what_it_changed(other, where) -> None:
    assert paths(manual_refusals(replace(SAID, **other), TERMS)) == where


def test_r18_0_a_file_id_is_the_same_however_it_is_written_and_pages_are_kept_for_ever() -> None:
    assert file_id_of(replace(SAID, file_id=" yw-01  a ")) == "YW-01 A"
    assert is_permanent(manual.keep_years)


def test_r18_0_the_lead_reviews_and_never_his_own(desk: Flask) -> None:
    with desk.app_context():
        assert turn(sent("F18-1", page())).person.number == LEAD  # type: ignore[union-attr]
        own = sent("F18-1", page(file_id="YW-02"), LEAD)
        assert turn(own).person.number == MANAGER  # type: ignore[union-attr]


def test_r18_0_a_document_without_its_file_is_not_sent(desk: Flask) -> None:
    admin = signed_in(desk, ADMIN)
    told = {"title": "手册", "file_id": "A", "version": "1", "state": "发布", "secrecy": "公开"}
    sheet = admin.submit(admin.get("/forms/f18-1/new"), button="act=send", **told)
    assert sheet.status == 422 and "文档" in sheet.text


def test_r18_0_only_what_was_released_is_seen_and_by_everybody(desk: Flask) -> None:
    with desk.app_context():
        draft = sent("F18-1", page(), ADMIN, "手册.png")
    chen = signed_in(desk, USER)
    assert titles(chen.get("/manuals")) == [] and chen.get(f"/manuals/{draft}").status == 404
    with desk.app_context():
        decided(draft, {})
        file_id = db.session.scalars(select(Attachment.id)).one()
    assert titles(chen.get("/manuals")) == ["备份操作手册"]
    card = chen.get(f"/manuals/{draft}")
    assert "不得带出公司" in card.text and "修订" not in "".join(a.text or "" for a in card.all("a"))
    answer = chen.get(f"/manuals/files/{file_id}")
    assert answer.status == 200 and "attachment" in answer.response.headers["Content-Disposition"]
    assert chen.get(f"/attachments/{file_id}").status == 404, "the paper itself is not his"
    assert titles(chen.get("/manuals?q=yw-0")) == ["备份操作手册"] and titles(chen.get("/manuals?q=%")) == []


def test_r18_0_a_revision_takes_the_place_of_the_one_before_which_its_card_lists(desk: Flask) -> None:
    with desk.app_context():
        first = released(page())
        second = sent("F18-1", revision("V2.0", title="备份与恢复手册"), DESK, "V2.png")
        assert current() == {"YW-01": first}
        decided(second, {})
        assert current() == {"YW-01": second}
    lin = signed_in(desk, OTHER)
    assert titles(lin.get("/manuals")) == ["备份与恢复手册"]
    card = lin.get(f"/manuals/{first}")
    assert card.address == f"/manuals/{second}", "no date: the newest version"
    assert "YW-01 V1.0.png" in card.text and "V2.png" in card.text and "补充恢复演练" in card.text


def test_r18_0_released_is_what_was_not_yet_and_revised_what_was(desk: Flask) -> None:
    with desk.app_context():
        assert refused(lambda: sent("F18-1", revision("V2.0"))) == [("file_id", "§0")]
        released(page())
        assert refused(lambda: sent("F18-1", page(file_id="yw-01", version="V2.0"))) == [("file_id", "§0")]
        assert refused(lambda: sent("F18-1", revision("V1.0"))) == [("version", "§0")]
        sent("F18-1", revision("V1.1"))
        assert refused(lambda: sent("F18-1", revision("V1.2"), DESK)) == [("file_id", "§0")]


def test_r18_0_a_void_version_gives_its_place_back(desk: Flask) -> None:
    with desk.app_context():
        first = released(page())
        second = released(revision("V2.0"))
        third = released(revision("V3.0"))
        voided(second)
        assert current() == {"YW-01": third}
        voided(third)
        assert current() == {"YW-01": first}
        voided(first)
        assert current() == {"YW-01": None}
        again = released(page())
        assert current() == {"YW-01": again}


def test_r18_0_what_is_secret_is_for_it_alone_with_every_version_and_file(desk: Flask) -> None:
    with desk.app_context():
        first = released(page())
        second = released(revision("V2.0", secrecy="秘密"))
        files = list(db.session.scalars(select(Attachment.id).order_by(Attachment.id)))
    chen, admin = signed_in(desk, USER), signed_in(desk, DESK)
    assert titles(chen.get("/manuals")) == [] and titles(admin.get("/manuals")) == ["备份操作手册"]
    places = [*(f"/manuals/{n}" for n in (first, second)), *(f"/manuals/files/{n}" for n in files)]
    assert [chen.client.get(place).status_code for place in places] == [404] * 4
    assert [admin.get(place).status for place in places] == [200] * 4
    with desk.app_context():
        released(revision("V3.0", secrecy="公开"))
    card = chen.get(f"/manuals/{first}")
    assert "V3.0" in card.text and "V1.0" in card.text and "V2.0" not in card.text
    assert chen.client.get(f"/manuals/files/{files[1]}").status_code == 404


def test_r18_0_a_revision_begins_with_the_cover_of_the_last_version(desk: Flask) -> None:
    with desk.app_context():
        first = released(page(secrecy="公开"))
    admin = signed_in(desk, ADMIN)
    (link,) = [a.get("href") for a in admin.get(f"/manuals/{first}").all("a") if a.text == "修订"]
    begun = dict(admin.get(link).fields("/forms"))
    assert [begun[name] for name in ("title", "file_id", "secrecy", "state", "version")] == [
        "备份操作手册", "YW-01", "公开", "修订", "",
    ]  # fmt: skip


def test_the_library_goes_on_behind_the_last_and_asks_the_same_with_many(desk: Flask) -> None:
    with desk.app_context():
        first = released(page(file_id="A-00"))
    chen = signed_in(desk, USER)
    few = [count(desk, chen, path) for path in ("/manuals", f"/manuals/{first}")]
    with desk.app_context():
        for n in range(1, 32):
            released(page(file_id=f"A-{n:02}", title=f"手册{n:02}"))
        released(revision("V2.0", file_id="A-00"))
        released(revision("V3.0", file_id="A-00"))
    whole = chen.get("/manuals")
    (more,) = [a.get("href") for a in whole.all("a") if "after=" in (a.get("href") or "")]
    assert len(titles(whole)) == 30 and titles(chen.get(more)) == ["手册30", "手册31"]
    newest = chen.get(f"/manuals/{first}").address
    assert [count(desk, chen, path) for path in ("/manuals", newest)] == few
    assert max(few) <= 12
