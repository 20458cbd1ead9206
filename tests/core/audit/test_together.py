"""The events of one operation: chained as they are said, written together with its commit, or not at all."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.chain import first_fault, know_head, record
from portal.core.audit.models import AuditEvent
from portal.core.web.context import now
from portal.extensions import db, writing


def say(stream: str, *words: str) -> None:
    for word in words:
        record(stream, f"test:{word}", None, now(), word=word)


def told(stream: str) -> list[tuple[int, str]]:
    """What a stream holds, and that it is whole."""
    assert first_fault(stream) is None
    query = select(AuditEvent.position, AuditEvent.event).where(AuditEvent.stream == stream)
    return [(position, event) for position, event in db.session.execute(query.order_by(AuditEvent.id))]


@pytest.mark.both_databases
def test_events_of_two_streams_are_chained_each_in_its_own(app: Flask) -> None:
    with app.app_context():
        with writing():
            say("a", "one")
            say("b", "one")
            say("a", "two")
        with writing():
            say("a", "three")
        assert told("a") == [(1, "test:one"), (2, "test:two"), (3, "test:three")]
        assert told("b") == [(1, "test:one")]


@pytest.mark.both_databases
def test_an_operation_that_fails_says_nothing_and_the_next_one_begins_anew(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError), writing():
            say("a", "one")
            raise ZeroDivisionError
        with writing():
            say("a", "two")
        assert told("a") == [(1, "test:two")]


@pytest.mark.both_databases
def test_what_was_said_behind_a_savepoint_goes_with_it(app: Flask) -> None:
    with app.app_context():
        with writing():
            say("a", "before")
            with pytest.raises(ZeroDivisionError), db.session.begin_nested():
                say("a", "inside")
                with db.session.begin_nested():
                    say("a", "further inside")
                raise ZeroDivisionError
            with db.session.begin_nested():
                say("a", "kept")
            say("a", "after")
        assert told("a") == [(1, "test:before"), (2, "test:kept"), (3, "test:after")]


@pytest.mark.both_databases
def test_more_than_one_statement_holds_are_written_in_order(app: Flask) -> None:
    with app.app_context():
        with writing():
            say("a", *map(str, range(1, 1203)))
        assert told("a") == [(n, f"test:{n}") for n in range(1, 1203)]


def test_a_head_that_was_read_before_is_continued_and_known_until_its_transaction_ends(app: Flask) -> None:
    with app.app_context():
        with writing():
            say("a", "one")
            know_head("a", 7, "7" * 64)
            know_head("b", 4, "4" * 64)
            say("b", "five")
        with writing():
            know_head("c", 7, "7" * 64)
            say("a", "two")
        with pytest.raises(ZeroDivisionError), writing():
            say("b", "six")
            know_head("a", 9, "9" * 64)
            raise ZeroDivisionError
        with writing():
            say("a", "three")
            say("c", "one")
        assert told("a") == [(1, "test:one"), (2, "test:two"), (3, "test:three")]
        assert told("c") == [(1, "test:one")]
        assert db.session.scalars(select(AuditEvent.position).filter_by(stream="b")).all() == [5]
