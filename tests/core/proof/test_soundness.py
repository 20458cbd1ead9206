"""`portal verify` names what was changed, deleted, inserted, swapped, cut or replaced, and nothing else."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from portal.config import Settings
from portal.core.attachments.models import Attachment
from portal.core.audit.models import AuditEvent, AuditPayload, DailySeal
from portal.core.documents.models import Snapshot
from portal.core.documents.operations import digest
from portal.core.files.store import place_of, put
from portal.core.printing.models import PrintOrder
from portal.core.printing.worker import print_document
from portal.core.proof.files import NAMED
from portal.core.web.context import now
from portal.extensions import Model, db, writing
from portal.soundness import tell
from tests.conftest import signed_in
from tests.core.desk.matrix import papers
from tests.core.printing.papers import archived
from tests.core.proof.falsify import falsify, forged, found, seal, seals, unguarded
from tests.evidence import attachment_of
from tests.plans import DECEMBER, plan, task_of

STREAM = "document:1"
NO_FILES = {
    "audit_event.payload_digest", "audit_event.digest", "daily_seal.digest", "snapshot.digest",
    "handover.digest", "flow_edition.digest", "route_step.edition", "sign_in.token_digest",
    "blank_issue.secret", "print_batch.digest", "duty_feed.token_digest", "sign_in.address",
    "sign_in_attempt.address", "doomed_file.digest", "letter_taken.digest",
}  # fmt: skip


@pytest.fixture
def company(app: Flask) -> Flask:
    """An approved plan that is printed, another one, and the day sealed."""
    assert archived(app, 3) == 1
    plan(app, "approve", DECEMBER.before())
    seal(app)
    return app


def at(position: int, stream: str = STREAM) -> tuple[bool, ...]:
    return AuditEvent.stream == stream, AuditEvent.position == position


def gone(*which: bool) -> tuple[object, ...]:
    """Events go, with their payloads."""
    ids = select(AuditEvent.id).where(*which).scalar_subquery()
    return delete(AuditPayload).where(AuditPayload.event_id.in_(ids)), delete(AuditEvent).where(*which)


def last(app: Flask, stream: str = STREAM) -> int:
    with app.app_context():
        query = select(AuditEvent.position).filter_by(stream=stream)
        return max(db.session.scalars(query))


def kinds(told: list[str]) -> set[str]:
    return {sentence.split()[0] for sentence in told}


def file_of(app: Flask, settings: Settings) -> Path:
    """The archive PDF of the first plan."""
    with app.app_context():
        return place_of(settings.files, db.session.get_one(PrintOrder, 1).digest or "")


@pytest.mark.both_databases
def test_an_honest_company_with_everything_in_it_has_no_fault(app: Flask) -> None:
    papers(app)
    seal(app)
    assert found(app) == []
    assert kinds(found(app, harmless=True)) <= {"未封存"}


def test_what_is_not_sealed_yet_is_told_as_such(company: Flask) -> None:
    assert kinds(found(company, harmless=True)) == set()
    with company.app_context(), writing():
        forged(STREAM, "document:filed", at=now() + timedelta(days=1))
    assert found(company) == []
    assert found(company, harmless=True) == ["未封存 2026-11-23 以后：1 条记录还没有封存，末尾少了看不出来"]


def test_a_changed_row_is_named(company: Flask) -> None:
    of = AuditPayload.event_id == select(AuditEvent.id).where(*at(2)).scalar_subquery()
    falsify(company, update(AuditPayload).where(of).values(payload="{}"))
    assert found(company) == [f"审计记录 {STREAM} 第 2 条：内容被改动"]


def test_a_deleted_row_is_named(company: Flask) -> None:
    falsify(company, *gone(*at(3)))
    told = found(company)
    assert told[0] == f"审计记录 {STREAM} 第 3 条：缺少这一条"
    assert any("每日封存 2026-11-23：封存时有" in sentence for sentence in told)


@pytest.mark.both_databases
def test_a_row_inserted_at_the_end_with_a_right_chain_is_named(company: Flask) -> None:
    """Its time is that of the sealed day, its id a new one."""
    with unguarded(company):
        forged(STREAM, "document:filed")
    position = last(company)
    assert found(company) == [f"补记 {STREAM} 第 {position} 条：时间在 2026-11-23，却是那天封存以后写入的"]


def test_a_row_inserted_that_the_next_seal_covers_is_named(company: Flask) -> None:
    with unguarded(company):
        forged(STREAM, "document:filed")
    seal(company, days=3)
    (told,) = found(company)
    assert told.startswith(f"补记 {STREAM} 第 {last(company)} 条：")


def test_a_row_inserted_below_every_id_is_named(company: Flask) -> None:
    with unguarded(company):
        forged(STREAM, "document:filed", id=0)
    assert found(company) == [f"补记 {STREAM} 第 {last(company)} 条：编号不是系统给的"]


def test_a_row_inserted_where_an_id_was_left_free_is_named(app: Flask) -> None:
    plan(app, "approve")
    with unguarded(app):
        free = forged("test:1", "test:gone")
        forged("test:2", "test:kept")
    falsify(app, *gone(*at(1, "test:1")))
    seal(app)
    assert found(app) == []
    with unguarded(app):
        forged(STREAM, "document:filed", id=free)
    (told,) = found(app)
    assert told.startswith("每日封存 2026-11-23：封存时有")


def test_swapped_rows_are_named(company: Flask) -> None:
    moves = [update(AuditEvent).where(*at(a)).values(position=b) for a, b in ((2, 99), (3, 2), (99, 3))]
    falsify(company, *moves)
    assert f"审计记录 {STREAM} 第 2 条：事件被改动" in found(company)


@pytest.mark.both_databases
def test_rows_cut_at_the_end_of_a_stream_are_named_by_the_seal_of_their_day(company: Flask) -> None:
    falsify(company, *gone(*at(last(company, "document:2"), "document:2")))
    (told,) = found(company)
    assert told.startswith("每日封存 2026-11-23：封存时有")


def test_a_stream_that_is_cut_whole_is_named(company: Flask) -> None:
    falsify(company, *gone(AuditEvent.stream == "document:2"))
    told = found(company)
    assert "单据 2：没有审计记录" in told
    assert any(sentence.startswith("每日封存 2026-11-23") for sentence in told)


def test_a_rewritten_stream_is_named_by_the_seal(company: Flask) -> None:
    """The last event says something else, with its own digests made anew."""
    position = last(company, "document:2")
    with company.app_context():
        number = db.session.scalars(select(AuditEvent.id).where(*at(position, "document:2"))).one()
    falsify(company, *gone(*at(position, "document:2")))
    with unguarded(company):
        forged("document:2", "document:approved", id=number)
    assert "每日封存 2026-11-23：这一天的记录或封存被改动" in found(company)


def test_a_seal_that_is_changed_or_gone_is_named(company: Flask) -> None:
    seal(company, days=4)
    days = [row.day for row in seals(company)]
    falsify(company, update(DailySeal).where(DailySeal.day == days[-2]).values(digest="0" * 64))
    told = found(company)
    assert told[0] == f"每日封存 {days[-2]}：这一天的记录或封存被改动"
    falsify(company, delete(DailySeal).where(DailySeal.day == days[-2]))
    assert found(company)[0] == f"每日封存 {days[-2]}：缺少这一天的封存"


def test_a_changed_version_is_named_also_with_its_digest(company: Flask) -> None:
    first = Snapshot.document_id == 2
    falsify(company, update(Snapshot).where(first).values(facts="{}"))
    assert found(company)[0] == "快照 单据 2 第 1 版：内容被改动"
    with company.app_context():
        row = db.session.scalars(select(Snapshot).where(first)).one()
        mine = digest(row.version, row.facts, row.view)
    falsify(company, update(Snapshot).where(first).values(digest=mine))
    assert found(company)[0] == "快照 单据 2 第 1 版：和审计记录里的不是同一份"


def test_a_version_that_is_gone_is_named(company: Flask) -> None:
    with unguarded(company):
        moved = update(Snapshot).where(Snapshot.document_id == 2)
        db.session.execute(moved.values(document_id=1, position=9))
    assert "快照 单据 2：少了审计记录里的一版" in found(company)


def test_a_replaced_file_is_named(company: Flask, settings: Settings) -> None:
    place = file_of(company, settings)
    place.write_bytes(place.read_bytes() + b"\n")
    assert found(company) == [f"文件 {place.name}（存档 PDF）：内容被替换或损坏"]


def test_a_missing_file_is_named(company: Flask, settings: Settings) -> None:
    place = file_of(company, settings)
    place.unlink()
    assert found(company) == [f"文件 {place.name}（存档 PDF）：找不到了"]


def test_a_pdf_replaced_together_with_its_digest_is_named(company: Flask, settings: Settings) -> None:
    place = file_of(company, settings)
    with pikepdf.open(BytesIO(place.read_bytes())) as pdf:
        held = pdf.attachments["document.json"].get_file().read_bytes()
        pdf.attachments["document.json"] = held.replace("核对订货".encode(), "改成别的".encode())
        made = BytesIO()
        pdf.save(made)
    place.unlink()
    falsify(company, update(PrintOrder).values(digest=put(settings.files, made.getvalue())))
    told = found(company)
    assert "存档 PDF 单据 1：文件里的单据数据和快照不一样" in told
    assert "存档 PDF 单据 1：登记的文件和审计记录里的不是同一份" in told


def test_an_order_that_is_gone_is_named(company: Flask) -> None:
    falsify(company, delete(PrintOrder).where(PrintOrder.document_id == 1))
    assert found(company) == ["存档 PDF 单据 1：审计记录里的文件不再登记"]


def test_an_attachment_replaced_together_with_its_digest_is_named(app: Flask, settings: Settings) -> None:
    number = attachment_of(app)
    other = put(settings.files, b"\xff\xd8\xff another picture")
    falsify(app, update(Attachment).where(Attachment.id == number).values(digest=other))
    (told,) = found(app)
    assert told.startswith("附件 单据") and "存着的不是当时的文件" in told


def test_a_pdf_that_holds_no_document_is_named(company: Flask, settings: Settings) -> None:
    falsify(company, update(PrintOrder).values(digest=put(settings.files, b"%PDF-1.7 nothing")))
    assert "存档 PDF 单据 1：文件里没有单据数据" in found(company)


def test_what_is_printed_is_compared_with_the_version(company: Flask) -> None:
    with company.app_context():
        paper = db.session.get_one(PrintOrder, 1).paper
    for old, new in (("核对订货", "改成别的"), ("陈立", "陈丽")):
        falsify(company, update(PrintOrder).values(paper=paper.replace(old, new)))
        assert "存档 PDF 单据 1：要打印的内容和快照不一样" in found(company)


def test_a_sheet_sent_again_as_it_was_is_no_fault(app: Flask) -> None:
    paper, chen, zhou = plan(app, "return"), signed_in(app, "1001"), signed_in(app, "1003")
    sheet = chen.get(f"/tasks/{task_of(app, paper, '1001')}")
    chen.submit(sheet, sheet.address, button="act=send")
    decided = zhou.get(f"/tasks/{task_of(app, paper, '1003')}")
    zhou.submit(decided, f"{decided.address}/decision", button="kind=approve", opinion="同意")
    with app.app_context():
        assert len(set(db.session.scalars(select(Snapshot.digest).filter_by(document_id=paper)))) == 1
        print_document(paper)
        order = db.session.scalars(select(PrintOrder).filter_by(document_id=paper)).one()
        assert order.digest and '"version":2' in order.paper.replace(" ", "")
    assert found(app) == []


def test_a_file_that_no_row_names_is_told_and_no_fault(company: Flask, settings: Settings) -> None:
    lost = put(settings.files, b"nobody's")
    (settings.files / lost[:2] / "tmpabc").write_bytes(b"half")
    assert found(company) == []
    assert found(company, harmless=True) == [f"多余文件 {lost}：没有单据用到它"]


def test_the_first_of_each_kind_is_told_with_how_many_more_or_all(company: Flask) -> None:
    falsify(company, *(gone(*at(3, f"document:{n}"))[0] for n in (1, 2)))
    first, all_of_them = list[str](), list[str]()
    with company.app_context():
        assert tell(False, first.append) == tell(True, all_of_them.append) == 2
    assert first == [f"审计记录 {STREAM} 第 3 条：内容被改动（这一类还有 1 处）"]
    assert len(all_of_them) == 2


def test_every_column_that_names_a_file_is_looked_at() -> None:
    """A column of 64 characters holds the digest of a file, or something that is listed here;
    the files of batches are kept apart, and deleted."""
    long = {
        f"{table.name}.{column.name}"
        for table in Model.metadata.tables.values()
        for column in table.columns
        if getattr(column.type, "length", None) == 64
    }
    named = {f"{column.class_.__tablename__}.{column.key}" for column, _ in NAMED}
    assert long - NO_FILES == named
