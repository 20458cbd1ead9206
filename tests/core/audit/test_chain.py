"""The hash chain: whoever gets past the triggers and alters what was written is found."""

import secrets
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import Executable, delete, select, text, update

from portal.core.audit import chain
from portal.core.audit.chain import faults, first_fault, record, sealed
from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.web.context import now
from portal.extensions import db, writing
from tests.plans import DECEMBER, plan
from tests.printed import begin

STREAM = "document:1"


class Undo(Exception):
    """Take the damage back, so that the next one starts from a whole stream."""


@pytest.fixture
def unguarded(app: Flask) -> Flask:
    """Two approved plans in streams without their triggers; the first one's is looked at."""
    assert plan(app, "approve") == 1
    plan(app, "approve", DECEMBER.before())
    with app.app_context(), writing() as session:
        on = " ON {}" if db.engine.dialect.name == "postgresql" else ""
        for table in ("audit_event", "audit_payload"):
            for act in ("update", "delete"):
                session.execute(text(f"DROP TRIGGER {table}_no_{act}{on.format(table)}"))
    return app


def fault_after(app: Flask, *damages: Executable) -> str | None:
    """What is found wrong after these damages."""
    found = None
    with app.app_context(), pytest.raises(Undo), writing() as session:
        for damage in damages:
            assert session.execute(damage).rowcount > 0
        session.expire_all()
        found = first_fault(STREAM)
        raise Undo
    return found


def at(position: int) -> tuple[bool, ...]:
    return AuditEvent.stream == STREAM, AuditEvent.position == position


def edit(place: int, /, **values: object) -> Executable:
    return update(AuditEvent).where(*at(place)).values(**values)


def of(position: int) -> bool:
    return AuditPayload.event_id == select(AuditEvent.id).where(*at(position)).scalar_subquery()


def edit_payload(position: int, **values: object) -> Executable:
    return update(AuditPayload).where(of(position)).values(**values)


def removal(position: int) -> tuple[Executable, Executable]:
    return delete(AuditPayload).where(of(position)), delete(AuditEvent).where(*at(position))


@pytest.mark.both_databases
def test_an_untouched_stream_has_no_fault(unguarded: Flask) -> None:
    assert fault_after(unguarded) is None


def test_an_edited_payload_is_found(unguarded: Flask) -> None:
    for values in ({"payload": "{}"}, {"payload": AuditPayload.payload + " "}, {"salt": "x"}):
        assert fault_after(unguarded, edit_payload(2, **values)) == f"{STREAM} 第 2 条：内容被改动", values


def test_a_payload_edited_together_with_its_digest_is_found(unguarded: Flask) -> None:
    forged = edit(2, payload_digest=sealed("x", "{}"))
    found = fault_after(unguarded, edit_payload(2, salt="x", payload="{}"), forged)
    assert found == f"{STREAM} 第 2 条：事件被改动"


@pytest.mark.both_databases
def test_an_edited_event_is_found(unguarded: Flask) -> None:
    earlier = datetime(2026, 1, 1, tzinfo=UTC)
    for values in ({"event": "task:reject"}, {"person_id": 2}, {"person_id": None}, {"at": earlier}):
        assert fault_after(unguarded, edit(4, **values)) == f"{STREAM} 第 4 条：事件被改动", values
    assert fault_after(unguarded, edit(4, digest="x")) == f"{STREAM} 第 4 条：事件被改动"


def test_a_deleted_payload_is_found(unguarded: Flask) -> None:
    assert fault_after(unguarded, removal(3)[0]) == f"{STREAM} 第 3 条：内容被改动"


def test_a_deleted_event_is_found(unguarded: Flask) -> None:
    for position in (1, 2, 3):
        assert fault_after(unguarded, *removal(position)) == f"{STREAM} 第 {position} 条：缺少这一条"


def test_a_deleted_event_is_found_though_the_later_ones_move_up(unguarded: Flask) -> None:
    moved = [edit(n, position=n - 1) for n in (3, 4)]
    assert fault_after(unguarded, *removal(2), *moved) == f"{STREAM} 第 2 条：事件被改动"


def test_swapped_events_are_found(unguarded: Flask) -> None:
    swap = [edit(old, position=new) for old, new in ((2, 99), (3, 2), (99, 3))]
    assert fault_after(unguarded, *swap) == f"{STREAM} 第 2 条：事件被改动"


def test_an_event_moved_to_another_stream_is_found(unguarded: Flask) -> None:
    assert fault_after(unguarded, edit(3, stream="document:9")) == f"{STREAM} 第 3 条：缺少这一条"


def test_what_is_appended_later_continues_the_chain(unguarded: Flask) -> None:
    with unguarded.app_context(), writing():
        record(STREAM, "document:filed", None, now(), shelf="甲")
    assert fault_after(unguarded) is None


def test_payloads_that_a_list_destroyed_are_to_be_gone_and_all_others_there(unguarded: Flask) -> None:
    with unguarded.app_context(), pytest.raises(Undo), writing() as session:
        for position in (1, 2):
            session.execute(removal(position)[0])
        assert [*faults({STREAM: 3, "document:9": 2})] == []
        assert [*faults({STREAM: 2})] == [f"{STREAM} 第 2 条：内容被改动"]
        assert [*faults({STREAM: 4})] == [f"{STREAM} 第 3 条：清册已销毁的内容还在"]
        assert [*faults()] == [f"{STREAM} 第 1 条：内容被改动"]
        raise Undo


def test_a_salt_is_drawn_by_the_systems_chance(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests draw the same ones each (tests/printed.py)."""
    monkeypatch.setattr(chain, "secrets", secrets)
    salts = set[str]()
    for _ in range(2):
        begin()
        with app.app_context(), writing():
            salts.add(record("document:1", "document:printed", None, now()).salt or "")
    assert {len(salt) for salt in salts} == {32} and len(salts) == 2
