"""What is stored when somebody signs in, is given or chooses a password; how long a guess waits."""

from datetime import datetime, timedelta

import pytest
from flask import Flask, g
from sqlalchemy import select

from portal.core.audit.models import AuditEvent
from portal.core.auth.models import Identity, SignIn, SignInAttempt
from portal.core.auth.operations import (
    FIRST_LASTS,
    change_password,
    close_sign_in,
    digest,
    end_sessions,
    note_failure,
    open_sign_in,
    replace_password,
)
from portal.core.auth.passwords import LONGEST, Passwords
from portal.core.auth.proving import NotProven, account, proven
from portal.core.auth.slowdown import FREE_TRIES, FREE_TRIES_OF_AN_ADDRESS, WINDOW, seconds_to_wait
from portal.core.org.operations import enrol
from portal.core.web.context import now
from portal.extensions import db, writing
from tests.core.org.changes import SINCE, person
from tests.databases import PASSWORD

CHEN, LIN = "1001", "1002"
HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"


def identity(number: str) -> Identity:
    return db.session.scalars(select(Identity).filter_by(subject=number)).one()


def elsewhere(number: str) -> Identity:
    """His identity at another provider, which knows no password."""
    with writing() as session:
        known = Identity(person_id=person(number).id, provider="sso", subject=f"sso {number}", secret="")
        session.add(known)
        return known


def opened(number: str, address: str = HERE) -> str:
    """The token of a session."""
    with writing():
        return open_sign_in(identity(number), address, now())


def ended() -> list[datetime | None]:
    """When each session was ended, in the order in which they were opened."""
    return list(db.session.scalars(select(SignIn.ended_at).order_by(SignIn.id)))


def test_a_session_is_stored_with_its_start_and_the_digest_of_its_token(app: Flask) -> None:
    with app.app_context():
        token = opened(CHEN)
        row, tried = (db.session.scalars(select(table)).one() for table in (SignIn, SignInAttempt))
        assert (row.token_digest, row.person_id) == (digest(token), person(CHEN).id)
        assert (row.address, row.started_at, row.ended_at, row.must_choose) == (HERE, now(), None, False)
        assert (tried.subject, tried.address, tried.at, tried.succeeded) == (CHEN, HERE, now(), True)
        assert len(token) >= 43, "32 random bytes"
        assert opened(CHEN) != token


def test_a_session_is_ended_once_and_alone(app: Flask, clock) -> None:
    with app.app_context():
        tokens = [opened(CHEN), opened(CHEN), opened(LIN)]
        first = now()
        for token in (tokens[0], tokens[0], "unknown"):
            with writing():
                close_sign_in(token, now())
            clock.advance(hours=1)
        assert ended() == [first, None, None]


def test_all_sessions_of_one_person_are_ended_and_those_that_were_stay_so(app: Flask, clock) -> None:
    with app.app_context():
        tokens = [opened(CHEN), opened(CHEN), opened(LIN)]
        first = now()
        with writing():
            close_sign_in(tokens[0], first)
        clock.advance(hours=1)
        with writing():
            end_sessions(person(CHEN).id, now())
        assert ended() == [first, now(), None]


def test_whoever_chooses_a_password_keeps_the_session_in_which_he_did(app: Flask, clock) -> None:
    with app.app_context():
        with writing():
            replace_password(person(CHEN), "first", now())
            replace_password(person(LIN), "first", now())
        other = elsewhere(CHEN)
        past, here, _, _ = opened(CHEN), opened(CHEN), opened(CHEN), opened(LIN)
        first = now()
        with writing():
            close_sign_in(past, first)
        clock.advance(hours=1)
        with writing():
            change_password(person(CHEN).id, "chosen", here, now())
        assert ended() == [first, None, now(), None]
        must = db.session.scalars(select(SignIn.must_choose).order_by(SignIn.id)).all()
        assert must == [True, False, True, True]
        assert (identity(CHEN).secret, identity(CHEN).first_until) == ("chosen", None)
        assert db.session.get_one(Identity, other.id, populate_existing=True).secret == ""
        assert (identity(LIN).secret, identity(LIN).first_until) == ("first", first + FIRST_LASTS)
        event = db.session.scalars(select(AuditEvent).filter_by(event="person:password_changed")).one()
        assert (event.stream, event.person_id, event.at) == (
            f"person:{person(CHEN).id}",
            person(CHEN).id,
            now(),
        )


def test_a_first_password_ends_what_was_open_and_is_given_also_to_whoever_had_none(app: Flask, clock) -> None:
    with app.app_context():
        opened(CHEN)
        opened(LIN)
        with writing():
            new = enrol("9001", "新来", SINCE)
        other = elsewhere("9001")
        with writing():
            for who in (person(CHEN), new):
                replace_password(who, f"first of {who.number}", now())
        assert ended() == [now(), None]
        assert db.session.get_one(Identity, other.id, populate_existing=True).secret == ""
        for number in (CHEN, "9001"):
            mine = identity(number)
            assert (mine.secret, mine.provider) == (f"first of {number}", "password")
            assert (mine.first_until, mine.person_id) == (now() + timedelta(days=7), person(number).id)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(4, 0), (5, 5), (6, 10), (10, 160), (11, 300), (40, 300)],
)
def test_a_wait_doubles_from_the_fifth_failure_to_five_minutes(
    app: Flask, failures: int, seconds: int
) -> None:
    with app.app_context():
        fail(failures)
        assert seconds_to_wait(CHEN, HERE, now()) == seconds
        assert seconds_to_wait(CHEN, ELSEWHERE, now()) == seconds_to_wait(LIN, HERE, now()) == 0
        over = now() + timedelta(seconds=seconds)
        assert seconds_to_wait(CHEN, HERE, over) == 0
        assert seconds_to_wait(CHEN, HERE, over - timedelta(seconds=1)) == min(1, seconds)


def fail(times: int, number: str = CHEN, ago: timedelta = timedelta()) -> None:
    with writing():
        for _ in range(times):
            note_failure(number, HERE, now() - ago)


def test_failures_count_for_a_quarter_of_an_hour_and_successes_never(app: Flask) -> None:
    with app.app_context():
        fail(FREE_TRIES, ago=WINDOW)
        for _ in range(FREE_TRIES):
            opened(CHEN, HERE)
        fail(FREE_TRIES - 1)
        assert seconds_to_wait(CHEN, HERE, now()) == 0
        assert seconds_to_wait(CHEN, HERE, now() - timedelta(microseconds=1)) == 80, (
            "nine in the quarter before"
        )


def test_an_address_waits_after_sixty_failures_at_whatever_account(app: Flask) -> None:
    with app.app_context():
        for number in range(FREE_TRIES_OF_AN_ADDRESS - 1):
            fail(1, f"7{number}")
        assert seconds_to_wait(LIN, HERE, now()) == 0
        fail(1, "8")
        assert seconds_to_wait(LIN, HERE, now()) == 5


def test_whoever_must_wait_is_told_how_long_whatever_his_password(app: Flask) -> None:
    with app.app_context():
        assert proven(CHEN, PASSWORD, HERE).person_id == person(CHEN).id
        fail(FREE_TRIES)
        with pytest.raises(NotProven, match="请在 5 秒后再试。") as refused:
            proven(CHEN, PASSWORD, HERE)
        assert (refused.value.status, g.seconds_to_wait) == (429, 5)


def test_a_wrong_password_is_a_failure_of_its_account_and_of_an_unknown_number_too(app: Flask) -> None:
    with app.app_context():
        for number in (CHEN, "8888", "一" * 3, "9" * 21):
            with pytest.raises(NotProven) as refused:
                proven(number, "wrong", HERE)
            assert (refused.value.status, refused.value.why) == (422, "")
        tried = db.session.scalars(select(SignInAttempt).order_by(SignInAttempt.id)).all()
        assert [row.subject for row in tried] == [CHEN, "8888", "?", "9" * 20]
        assert {(row.address, row.at, row.succeeded) for row in tried} == {(HERE, now(), False)}


@pytest.mark.parametrize(
    ("typed", "key"),
    [("1001", "1001"), ("a\x00", "?"), ("１", "?"), ("9" * 20, "9" * 20), ("9" * 21, "9" * 20), ("", "")],
)
def test_a_typed_number_becomes_a_key_that_any_database_takes(typed: str, key: str) -> None:
    assert account(typed) == key


def test_of_a_password_256_characters_are_compared_and_of_nobody_none_is_right() -> None:
    passwords = Passwords.cheap()
    longest = passwords.hash("x" * LONGEST)
    assert passwords.match(longest, "x" * LONGEST) is passwords.match(longest, "x" * (LONGEST + 1)) is True
    assert passwords.match(longest, "x" * (LONGEST - 1)) is False
    passwords.nobody = longest
    for secret in (None, "no hash"):
        assert passwords.match(secret, "x" * LONGEST) is False
