"""会计档案管理办法 arts. 16-19: what is due is listed with an opinion, two people sign, the content goes."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.core.approval.models import Decision
from portal.core.attachments.models import Attachment
from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.comments.models import Comment
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document, Snapshot
from portal.core.files.store import place_of
from portal.core.printing.models import PrintOrder
from portal.core.retention.faults import NotPossible, Settled
from portal.core.retention.files import delete_doomed_files
from portal.core.retention.holding import hold_back, let_go
from portal.core.retention.listing import take_off
from portal.core.retention.models import DestructionItem, DestructionList, DoomedFile, HoldAct
from portal.core.retention.queries import Until, due, on_list
from portal.core.retention.signing import refuse, sign
from portal.core.web.context import catalogue, settings, today, zone
from portal.domain.ledger.models import LedgerEntry
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.proof.falsify import found, unguarded
from tests.core.retention.keeping import (
    ADMINISTRATOR,
    AUDITOR,
    HEAD,
    NEW_YEAR_2057,
    advance,
    listed,
    person,
    signed,
    signer,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def paper(app: Flask, clock: TestClock) -> int:
    """A settled advance of 2026, on New Year's Day 2057."""
    document_id = advance(app)
    clock.moment = NEW_YEAR_2057
    return document_id


def due_now(form: str = "F07-4", year: int = 2026) -> list[int]:
    query = due([catalogue().type(form)], Until(year, today(), zone()))
    return [document.id for document in db.session.scalars(query)]


def state(list_id: int) -> str:
    db.session.expire_all()
    return db.session.get_one(DestructionList, list_id).state


def test_art_14_a_paper_is_due_from_new_years_day_on_and_up_to_the_year_asked_for(
    app: Flask, clock: TestClock, paper: int
) -> None:
    with app.app_context():
        assert due_now() == [paper] and due_now(year=2025) == []
        clock.moment = NEW_YEAR_2057 - timedelta(seconds=1)
        assert due_now() == []


def test_a_paper_that_is_kept_for_ever_is_never_due(app: Flask, clock: TestClock, paper: int) -> None:
    clock.moment = NEW_YEAR_2057.replace(year=2300)
    with app.app_context():
        kinds = {d.type for d in db.session.scalars(select(Document))}
        assert "F07-7" in kinds and catalogue().type("F07-7").keep_years == 100
        assert due_now("F07-7", 2299) == [] and due_now("F07-4", 2299) == [paper]


def test_art_19_what_is_not_settled_is_not_due(app: Flask, clock: TestClock) -> None:
    advance(app, settles=False)
    clock.moment = NEW_YEAR_2057
    with app.app_context():
        assert due_now() == [] and due_now("F07-1") == []


def test_a_paper_on_its_way_is_not_due(app: Flask, clock: TestClock, paper: int) -> None:
    with app.app_context():
        with writing():
            db.session.get_one(Document, paper).finished_at = None
        assert due_now() == []


def test_a_list_is_numbered_in_its_year_and_takes_what_is_due(app: Flask, paper: int) -> None:
    with app.app_context():
        row = db.session.get_one(DestructionList, listed())
        (item,) = db.session.scalars(on_list(row.id))
        assert (row.number, row.state, item.document_id) == ("XH-2057-001", "open", paper)
        assert (item.kept_told, str(item.due_from)) == ("30 年", "2057-01-01")
        with pytest.raises(NotPossible, match="没有到期"):
            listed(AUDITOR)


def test_a_paper_stands_on_one_list_the_database_itself_refuses_a_second(app: Flask, paper: int) -> None:
    with app.app_context():
        listed()
        second = {"number": "XH-X", "until_year": 1, "opinion": "", "prepared_by": 1, "key": "x"}
        with pytest.raises(IntegrityError), writing() as session:
            row = DestructionList(**second, at=this_moment().at)
            session.add(row)
            session.flush()
            item = {"list_id": row.id, "keep_years": 30, "due_from": today()}
            session.add(DestructionItem(document_id=paper, **item))


def test_two_different_people_sign_the_head_first_and_never_the_preparer(app: Flask, paper: int) -> None:
    with app.app_context():
        row = listed()
        for number, why in ((ADMINISTRATOR, "由别人签字"), (AUDITOR, "先由财务")):
            with pytest.raises(NotPossible, match=why):
                signed(row, number)
        with pytest.raises(NotPossible, match="登录密码"), writing():
            sign(row, signer(HEAD, proven=False), "", this_moment())
        signed(row, HEAD)
        with pytest.raises(Settled, match="已经签过字"):
            signed(row, HEAD)
        assert state(row) == "open" and db.session.get_one(Document, paper).destroyed_by is None
        signed(row, AUDITOR)
        assert state(row) == "done" and db.session.get_one(Document, paper).destroyed_by == row
        with pytest.raises(Settled, match="已销毁"):
            signed(row, "1006")


def test_the_database_refuses_a_signature_of_the_preparer_and_a_second_of_one_person(
    app: Flask, paper: int
) -> None:
    with app.app_context():
        row = listed()
        insert = "INSERT INTO destruction_signature (list_id, place, person_id, post, agreed, words, at) "
        insert += f"VALUES ({row}, '{{}}', {{}}, '', true, '', '2057-01-01')"
        with pytest.raises(DBAPIError, match="append-only"), writing() as session:
            session.execute(text(insert.format("head", person(ADMINISTRATOR))))
        with pytest.raises(IntegrityError), writing() as session:
            for place in ("head", "witness"):
                session.execute(text(insert.format(place, person(HEAD))))


def test_whoever_does_not_agree_ends_the_list_and_its_papers_are_free(app: Flask, paper: int) -> None:
    with app.app_context():
        row = listed()
        signed(row, HEAD)
        who = signer(AUDITOR)
        with writing():
            refuse(row, who, "还有诉讼", this_moment())
        assert state(row) == "refused" and due_now() == [paper]
        assert db.session.get_one(DestructionList, listed()).number == "XH-2057-002"


def test_what_is_held_cannot_be_listed_until_it_is_released(app: Flask, paper: int) -> None:
    with app.app_context():
        with writing():
            hold_back(paper, 1, "税务检查", this_moment())
        assert due_now() == []
        with pytest.raises(Settled), writing():
            hold_back(paper, 1, "再一次", this_moment())
        with writing():
            let_go(paper, 1, "检查结束", this_moment())
        assert due_now() == [paper]
        with pytest.raises(Settled), writing():
            let_go(paper, 1, "再一次", this_moment())
        with pytest.raises(DBAPIError, match="append-only"), writing() as session:
            session.execute(update(HoldAct).values(reason="改"))
        with pytest.raises(DBAPIError, match="append-only"), writing() as session:
            session.execute(delete(HoldAct))


@pytest.mark.parametrize("way", ["release", "off the list"])
def test_a_hold_set_after_listing_blocks_the_destruction(app: Flask, paper: int, way: str) -> None:
    with app.app_context():
        row = listed()
        signed(row, HEAD)
        with writing():
            hold_back(paper, 1, "诉讼", this_moment())
        with pytest.raises(NotPossible, match="暂缓销毁"):
            signed(row, AUDITOR)
        assert db.session.get_one(Document, paper).destroyed_by is None
        if way == "release":
            with writing():
                let_go(paper, 1, "结案", this_moment())
            signed(row, AUDITOR)
            assert state(row) == "done"
            return
        with writing():
            take_off(row, paper, 1, this_moment())
        with pytest.raises(NotPossible, match="没有单据"):
            signed(row, AUDITOR)
        with pytest.raises(Settled), writing():
            take_off(row, paper, 1, this_moment())


def contents(paper: int) -> list[int]:
    """How many payloads, versions with content, opinions, orders, files and comments a paper has."""
    db.session.rollback()
    events = select(AuditEvent.id).where(AuditEvent.stream == f"document:{paper}")
    counted = (
        select(AuditPayload.event_id).where(AuditPayload.event_id.in_(events)),
        select(Snapshot.id).where(Snapshot.document_id == paper, Snapshot.view != ""),
        select(Decision.id).where(Decision.document_id == paper, Decision.opinion != ""),
        *(select(model.document_id).where(model.document_id == paper)
          for model in (PrintOrder, Attachment, Comment)),
    )  # fmt: skip
    return [len(db.session.scalars(query).all()) for query in counted]


def test_with_the_second_signature_the_content_goes_and_the_record_stays(app: Flask, paper: int) -> None:
    with app.app_context():
        before = contents(paper)
        assert all(before)
        events = select(func.count()).where(AuditEvent.stream == f"document:{paper}")
        told, entries = db.session.scalar(events), db.session.scalar(select(func.count(LedgerEntry.id)))
        number = db.session.get_one(Document, paper).number
        digests = db.session.scalars(select(PrintOrder.digest).filter_by(document_id=paper)).all()
        signed(listed(), HEAD, AUDITOR)
        assert contents(paper) == [1, 0, 0, 0, 0, 0]
        document = db.session.get_one(Document, paper)
        assert (document.number, document.status) == (number, "approved")
        assert document.summary == "已销毁（清册 XH-2057-001）"
        assert db.session.scalar(events) == told + 1
        assert db.session.scalar(select(func.count(LedgerEntry.id))) == entries
        places = [place_of(settings().files, digest or "") for digest in digests]
        assert all(place.is_file() for place in places)
        delete_doomed_files()
        assert not any(place.exists() for place in places)
        assert db.session.scalars(select(DoomedFile)).all() == []


def test_a_file_that_another_paper_has_too_stays(app: Flask, paper: int) -> None:
    with app.app_context():
        file = db.session.scalars(select(Attachment).filter_by(document_id=paper)).one()
        place, digest = place_of(settings().files, file.digest), file.digest
        with writing() as session:
            other = {"name": "同一张.png", "media": file.media, "size": file.size, "digest": digest}
            session.add(Attachment(person_id=1, place="x", document_id=1, at=this_moment().at, **other))
        signed(listed(), HEAD, AUDITOR)
        delete_doomed_files()
        assert place.is_file() and found(app) == []


FORBIDDEN = (
    "UPDATE snapshot SET facts = '', view = ''",
    "UPDATE decision SET opinion = ''",
    "UPDATE route_act SET names = '', words = ''",
    "DELETE FROM audit_payload",
    "DELETE FROM audit_event",
    "DELETE FROM snapshot",
    "DELETE FROM document",
    "UPDATE document SET destroyed_by = 1",
    "UPDATE document SET destroyed_by = 2",
    "DELETE FROM destruction_list",
    "DELETE FROM destruction_item",
    "DELETE FROM destruction_signature",
    "UPDATE destruction_list SET opinion = '改'",
    "UPDATE destruction_list SET state = 'done'",
    "UPDATE destruction_list SET state = 'open'",
    "UPDATE destruction_item SET document_id = 1",
    "UPDATE destruction_item SET due_from = '2057-01-02'",
    "UPDATE destruction_signature SET words = '改'",
)


@pytest.mark.parametrize("signers", [(), (HEAD,), (HEAD, AUDITOR)])
def test_the_database_lets_nothing_go_before_both_signed_nor_anything_else_after(
    app: Flask, paper: int, signers: tuple[str, ...]
) -> None:
    with app.app_context():
        signed(listed(), *signers)
        for sentence in FORBIDDEN:
            table = sentence.replace("DELETE FROM", "UPDATE").split()[1]
            rows = db.session.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 - our own words
            if rows:
                with pytest.raises(DBAPIError, match="append-only"), writing() as session:
                    session.execute(text(sentence))


def smuggled(row: int, agreed: str) -> None:
    """A second signature past the operation, and the list set to be carried out."""
    insert = "INSERT INTO destruction_signature (list_id, place, person_id, post, agreed, words, at) VALUES"
    words = f"{insert} ({row}, 'witness', {person(AUDITOR)}, '', {agreed}, '', '2057-01-01')"
    db.session.execute(text(words))
    db.session.execute(text("UPDATE destruction_list SET state = 'signed'"))


def test_while_a_list_is_carried_out_only_its_own_papers_content_may_go(app: Flask, paper: int) -> None:
    other = Document.id != paper
    with app.app_context():
        row = listed()
        signed(row, HEAD)
        for damage in (
            update(Snapshot).where(Snapshot.document_id == paper).values(facts="", view="", digest="0" * 64),
            update(Snapshot).where(Snapshot.document_id == paper).values(facts="{}", view=""),
            update(Snapshot).where(Snapshot.document_id != paper).values(facts="", view=""),
            update(Decision).where(Decision.document_id == paper).values(opinion="", kind="reject"),
            update(Document).where(other).values(destroyed_by=row),
            delete(AuditPayload),
            delete(AuditEvent),
            delete(Snapshot).where(Snapshot.document_id == paper),
        ):
            with pytest.raises(DBAPIError, match="append-only"), writing() as session:
                insert = (
                    "INSERT INTO destruction_signature (list_id, place, person_id, post, agreed, words, at)"
                )
                words = f"{insert} VALUES ({row}, 'witness', {person(AUDITOR)}, '', true, '', '2057-01-01')"
                session.execute(text(words))
                session.execute(text("UPDATE destruction_list SET state = 'signed'"))
                session.execute(damage)


def test_one_signature_and_a_refusal_let_nothing_go(app: Flask, paper: int) -> None:
    with app.app_context():
        row = listed()
        signed(row, HEAD)
        with pytest.raises(DBAPIError, match="append-only"), writing() as session:
            smuggled(row, "false")
            blank = update(Snapshot).where(Snapshot.document_id == paper)
            session.execute(blank.values(facts="", view=""))


def test_the_database_keeps_what_is_held_whatever_was_signed(app: Flask, paper: int) -> None:
    with app.app_context():
        row = listed()
        signed(row, HEAD)
        with writing():
            hold_back(paper, 1, "诉讼", this_moment())
        with pytest.raises(DBAPIError, match="append-only"), writing() as session:
            smuggled(row, "true")
            blank = update(Snapshot).where(Snapshot.document_id == paper)
            session.execute(blank.values(facts="", view=""))


def test_verify_counts_what_was_destroyed_and_finds_no_fault(app: Flask, paper: int) -> None:
    assert found(app) == []
    with app.app_context():
        signed(listed(), HEAD, AUDITOR)
        delete_doomed_files()
    assert found(app) == []
    told = [line for line in found(app, harmless=True) if line.startswith("销毁")]
    assert told == ["销毁 1 份（清册 XH-2057-001）：内容已销毁，编号和签字在清册上"]


def test_verify_still_finds_a_payload_that_vanished_without_a_list(app: Flask, paper: int) -> None:
    with app.app_context():
        signed(listed(), HEAD, AUDITOR)
    other = select(AuditEvent.id).where(AuditEvent.stream == "document:1", AuditEvent.position == 1)
    with unguarded(app):
        db.session.execute(delete(AuditPayload).where(AuditPayload.event_id == other.scalar_subquery()))
    assert found(app) == ["审计记录 document:1 第 1 条：内容被改动"]


def test_verify_finds_the_word_of_the_destruction_itself_gone(app: Flask, paper: int) -> None:
    with app.app_context():
        signed(listed(), HEAD, AUDITOR)
    mine = select(AuditEvent.id).where(AuditEvent.event == "document:destroyed").scalar_subquery()
    with unguarded(app):
        db.session.execute(delete(AuditPayload).where(AuditPayload.event_id == mine))
    (told,) = found(app)
    assert told.startswith(f"审计记录 document:{paper} 第") and told.endswith("内容被改动")


def test_verify_finds_a_paper_that_was_emptied_without_a_list(app: Flask, paper: int) -> None:
    with app.app_context():
        listed()
    with unguarded(app) as _:
        db.session.execute(text("DROP TRIGGER document_no_claim" + on(app, "document")))
        db.session.execute(update(Snapshot).where(Snapshot.document_id == paper).values(facts="", view=""))
        db.session.execute(update(Document).where(Document.id == paper).values(destroyed_by=1))
    assert any("没有签过字的清册" in line for line in found(app))
    assert any(line.startswith("快照") for line in found(app))


def on(app: Flask, table: str) -> str:
    return f" ON {table}" if db.engine.dialect.name == "postgresql" else ""
