"""DESIGN §5: a step that demands a file of its signer. It is given with the decision, and belongs to it."""

import io

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.faults import Unattached
from portal.core.approval.models import Decision
from portal.core.attachments.models import Attachment
from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.delegations.rules import EVERY_FORM
from portal.core.documents.models import Snapshot
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.core.approval.papers import say, send, send_again, status, task_of
from tests.core.delegations.delegating import let
from tests.databases import PASSWORD
from tests.evidence import JPEG, PNG
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases
WANTED = ["这一步要附上文件，才能同意"]


@pytest.fixture
def paper(app: Flask) -> int:
    """A 凭证单 that waits for the finance clerk 1012; its author is 1011."""
    with app.app_context():
        return send("F97-9")


@pytest.fixture
def clerk(app: Flask) -> Browser:
    return signed_in(app, "1012")


def turn(app: Flask, paper: int, number: str = "1012") -> str:
    with app.app_context():
        return f"/tasks/{task_of(paper, number)}"


def give(someone: Browser, place: str, content: bytes, name: str = "回单.png", **typed: str) -> Page:
    """Press 附上 on the decision's page."""
    fields = dict(someone.get(place).fields(place)) | typed
    fields |= {"act": "attach", "file": (io.BytesIO(content), name)}
    return someone.post(f"{place}/decision/attachments", fields, content_type="multipart/form-data")


def decide(someone: Browser, place: str, kind: str = "approve", **typed: str) -> Page:
    fields = [(n, typed.pop(n, t)) for n, t in someone.get(place).fields(place) if n != "file"]
    return someone.post(f"{place}/decision", [*fields, *typed.items(), ("kind", kind)])


def test_whoever_agrees_must_give_a_file_and_hears_it_at_its_place(
    app: Flask, paper: int, clerk: Browser
) -> None:
    place = turn(app, paper)
    refused = decide(clerk, place, opinion="已付")
    assert (refused.status, refused.faults()) == (422, WANTED)
    assert "已付" in refused.text
    with app.app_context():
        assert status(paper) == "in_review"
    page = give(clerk, place, PNG, opinion="已付")
    assert page.address == place
    assert "回单.png" in page.text and "已付" in page.text
    assert "已同意" in decide(clerk, place).text


def test_it_belongs_to_the_decision_and_stands_in_its_event(app: Flask, paper: int, clerk: Browser) -> None:
    place = turn(app, paper)
    give(clerk, place, PNG)
    give(clerk, place, JPEG, "合同.jpg")
    done = decide(clerk, place)
    assert "审批附件" in done.text
    with app.app_context():
        decision = db.session.scalars(select(Decision)).one()
        files = db.session.scalars(select(Attachment).order_by(Attachment.id)).all()
        assert [(f.name, f.document_id, f.decision_id) for f in files] == [
            ("回单.png", paper, decision.id),
            ("合同.jpg", paper, decision.id),
        ]
        told = select(AuditPayload.payload).join(AuditEvent, AuditEvent.id == AuditPayload.event_id)
        event = db.session.scalars(told.where(AuditEvent.event == "task:approve")).one()
        assert all(file.digest in event for file in files)
        assert all(
            file.digest not in text for file in files for text in db.session.scalars(select(Snapshot.view))
        )


def test_whoever_sees_the_paper_fetches_it_and_nobody_before_it_is_decided(
    app: Flask, paper: int, clerk: Browser, wu: Browser
) -> None:
    place, author = turn(app, paper), signed_in(app, "1011")
    give(clerk, place, PNG)
    with app.app_context():
        file = f"/attachments/{db.session.scalars(select(Attachment.id)).one()}"
    assert (author.get(file).status, wu.get(file).status, clerk.get(file).status) == (404, 404, 200)
    decide(clerk, place)
    assert (author.get(file).status, wu.get(file).status) == (200, 404)
    assert "回单.png" in author.get(f"/documents/{paper}").text


def test_giving_back_and_refusing_need_none(app: Flask, paper: int, clerk: Browser) -> None:
    decide(clerk, turn(app, paper), "return", opinion="补说明")
    with app.app_context():
        assert status(paper) == "returned"
        send_again(paper)
    give(clerk, turn(app, paper), PNG)
    decide(clerk, turn(app, paper), "reject", opinion="不付")
    with app.app_context():
        assert status(paper) == "rejected"
        rows = db.session.execute(select(Decision.kind, Attachment.name).join(Attachment)).all()
        assert [tuple(row) for row in rows] == [("reject", "回单.png")]


def test_one_that_was_chosen_can_be_taken_away(app: Flask, paper: int, clerk: Browser) -> None:
    place = turn(app, paper)
    page = give(clerk, place, PNG)
    (button,) = [b for b in page.all("button", name="act") if b.get("value", "").startswith("drop:")]
    left = clerk.post(
        f"{place}/decision/attachments", {**dict(page.fields(place)), "act": button.get("value")}
    )
    assert "回单.png" not in left.text
    assert decide(clerk, place).faults() == WANTED


def test_what_cannot_be_attached_says_why_and_keeps_the_opinion(
    app: Flask, paper: int, clerk: Browser
) -> None:
    place = turn(app, paper)
    for content, why in ((b"", "请先选择文件"), (b"MZ" + bytes(40), "只收照片")):
        page = give(clerk, place, content, "" if not content else "x.exe", opinion="写好的")
        assert why in page.text and "写好的" in page.text
    for number in range(9):
        give(clerk, place, PNG + bytes([number]))
    assert "最多 9 个附件" in give(clerk, place, PNG + b"more").text


def test_only_a_step_that_demands_a_file_takes_one(app: Flask, paper: int, clerk: Browser) -> None:
    give(clerk, turn(app, paper), PNG)
    decide(clerk, turn(app, paper))
    head, place = signed_in(app, "1013"), turn(app, paper, "1013")
    assert "附上文件" not in head.get(place).text
    fields = dict(head.get(place).fields(place)) | {"act": "attach"}
    assert head.post(f"{place}/decision/attachments", fields).status == 404
    assert "已同意" in decide(head, place).text


def test_a_delegate_gives_his_own(app: Flask, paper: int, clerk: Browser, zhou: Browser) -> None:
    let(app, "1012", "1003", forms=EVERY_FORM)
    place = turn(app, paper)
    give(clerk, place, PNG)
    assert decide(zhou, place).faults() == WANTED
    give(zhou, place, JPEG, "代付.jpg")
    decide(zhou, place)
    with app.app_context():
        rows = db.session.scalars(select(Attachment).where(Attachment.decision_id.is_not(None))).all()
        assert [row.name for row in rows] == ["代付.jpg"]


def test_what_met_an_expired_session_keeps_the_opinion(
    app: Flask, paper: int, clerk: Browser, clock: TestClock
) -> None:
    place = turn(app, paper)
    clerk.get(place)
    fields = {"opinion": "写好的", "act": "attach", "file": (io.BytesIO(PNG), "回单.png")}
    fields |= {n: t for n, t in clerk.get(place).fields(place) if n not in fields}
    clock.advance(hours=3)
    stopped = clerk.post(f"{place}/decision/attachments", fields, content_type="multipart/form-data")
    assert stopped.address == "/login"
    back = clerk.submit(stopped, number="1012", password=PASSWORD)
    assert back.address == place
    assert "写好的" in back.text


def test_the_operation_refuses_too(app: Flask, paper: int) -> None:
    with app.app_context(), pytest.raises(Unattached):
        say(paper, "1012")
