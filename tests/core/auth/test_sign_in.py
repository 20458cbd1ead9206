"""Signing in: the right number and password, and nothing else; refusals tell nothing."""

import pytest
from argon2 import Type, extract_parameters
from flask import Flask

from portal.core.auth.passwords import Passwords
from portal.extensions import NestedWriting, db, writing
from tests.databases import PASSWORD
from tests.pages import Browser

ODD = ["a\x00b", "\x00", "１００１", "陈立", "' OR 1=1--", "a\r\nSet-Cookie: a=b", "\u202e1", "\uffff", "😀"]
HUGE = "9" * 10_000


def test_number_and_password_open_the_inbox(anonymous: Browser) -> None:
    page = anonymous.sign_in("1001", PASSWORD)
    assert (page.status, page.address) == (200, "/")
    assert "陈立 · 业务经理" in page.text


def test_spaces_around_the_number_do_no_harm(anonymous: Browser) -> None:
    assert anonymous.sign_in(" 1001 ", PASSWORD).address == "/"


def test_a_wrong_password_and_an_unknown_number_get_the_same_answer(anonymous: Browser) -> None:
    wrong, unknown = anonymous.sign_in("1001", "wrong"), anonymous.sign_in("8888", "wrong")
    assert wrong.status == unknown.status == 422
    assert wrong.faults() == unknown.faults() == ["工号或密码不对。"]
    assert wrong.text == unknown.text
    assert anonymous.get("/mine").address == "/login"


def test_what_is_left_empty_is_named_at_its_cell(anonymous: Browser) -> None:
    for number, password, faults in (("", "", 2), ("1001", "", 1), ("", PASSWORD, 1)):
        page = anonymous.sign_in(number, password)
        assert (page.status, len(page.faults())) == (422, faults)


def test_the_typed_number_stays_and_the_password_does_not(anonymous: Browser) -> None:
    page = anonymous.sign_in("1001", "wrong-1234")
    assert dict(page.fields())["number"] == "1001"
    assert "wrong-1234" not in page.response.get_data(as_text=True)


@pytest.mark.both_databases
@pytest.mark.parametrize("field", ["number", "password"])
def test_odd_and_huge_values_are_refused_and_never_fail(anonymous: Browser, field: str) -> None:
    for value in [*ODD, HUGE, "", " "]:
        typed = {"number": "1001", "password": "wrong"} | {field: value}
        page = anonymous.sign_in(**typed)
        assert page.status in (422, 429), (value[:20], page.status)
        assert page.faults(), value[:20]


def test_a_password_is_told_apart_beyond_its_first_letters(anonymous: Browser) -> None:
    assert anonymous.sign_in("1001", PASSWORD + "x").status == 422
    assert anonymous.sign_in("1001", PASSWORD[:-1]).status == 422


class WatchedHasher:
    """The app's hasher, which looks around when it is asked."""

    def __init__(self, passwords: Passwords) -> None:
        self.hasher, self.seen = passwords.hasher, []
        passwords.hasher = self

    def verify(self, secret: str, password: str) -> bool:
        self.seen.append((db.session().in_transaction(), writing_now()))
        return bool(self.hasher.verify(secret, password))


def writing_now() -> bool:
    try:
        with writing():
            return False
    except NestedWriting:
        return True


@pytest.mark.both_databases
@pytest.mark.parametrize("number", ["1001", "8888"])
def test_comparing_takes_its_time_outside_any_transaction(app: Flask, anonymous, number: str) -> None:
    watched = WatchedHasher(app.extensions["passwords"])
    anonymous.sign_in(number, PASSWORD)
    assert watched.seen == [(False, False)]


def test_the_hash_is_what_is_recommended_today() -> None:
    """Argon2id with 64 MB, RFC 9106 §4: the second recommended option."""
    told = extract_parameters(Passwords.strong().hash(PASSWORD))
    assert told.type is Type.ID
    assert (told.time_cost, told.memory_cost, told.parallelism) >= (3, 64 * 1024, 4)
    assert told.salt_len >= 16 and told.hash_len >= 16
