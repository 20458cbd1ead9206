"""Guessing is slowed down, by account and address; the owner elsewhere is not locked out."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from portal.core.auth.passwords import Passwords
from portal.core.auth.slowdown import FREE_TRIES, FREE_TRIES_OF_AN_ADDRESS, LONGEST_WAIT
from tests.databases import PASSWORD
from tests.pages import Browser, Page

ELSEWHERE = {"REMOTE_ADDR": "10.0.0.7"}


def guess(browser: Browser, times: int, number: str = "1001") -> Page:
    for _ in range(times):
        page = browser.sign_in(number, "wrong")
    return page


def seconds(page: Page) -> int:
    return int(re.search(r"请在 (\d+) 秒后再试", page.faults()[0])[1])


class SlowHasher:
    """The app's hasher, as slow as a real one."""

    def __init__(self, passwords: Passwords) -> None:
        self.hasher, passwords.hasher = passwords.hasher, self

    def verify(self, secret: str, password: str) -> bool:
        time.sleep(0.05)
        return bool(self.hasher.verify(secret, password))


def test_guesses_at_one_instant_are_slowed_as_one_after_the_other_are(app: Flask) -> None:
    browsers = [Browser(app) for _ in range(12)]
    pages = [(browser, browser.get("/login")) for browser in browsers]
    SlowHasher(app.extensions["passwords"])
    with ThreadPoolExecutor(len(pages)) as pool:
        told = list(
            pool.map(lambda one: one[0].submit(one[1], number="1001", password="wrong").status, pages)
        )
    assert sorted(told) == [422] * FREE_TRIES + [429] * (len(pages) - FREE_TRIES)


@pytest.mark.both_databases
def test_the_sixth_try_waits_even_with_the_right_password_and_then_may_enter(anonymous, clock) -> None:
    assert guess(anonymous, FREE_TRIES).status == 422
    refused = anonymous.sign_in("1001", PASSWORD)
    assert refused.status == 429
    clock.advance(seconds=seconds(refused) - 1)
    assert anonymous.sign_in("1001", PASSWORD).status == 429
    clock.advance(seconds=1)
    assert anonymous.sign_in("1001", PASSWORD).address == "/"


def test_four_wrong_tries_cost_no_wait(anonymous) -> None:
    guess(anonymous, FREE_TRIES - 1)
    assert anonymous.sign_in("1001", PASSWORD).address == "/"


def test_each_further_failure_doubles_the_wait_up_to_a_limit(anonymous, clock) -> None:
    guess(anonymous, FREE_TRIES)
    waits = []
    for _ in range(8):
        waits.append(seconds(anonymous.sign_in("1001", "wrong")))
        clock.advance(seconds=waits[-1])
        anonymous.sign_in("1001", "wrong")
    assert waits[:4] == [5, 10, 20, 40]
    assert max(waits) <= LONGEST_WAIT


def test_the_owner_at_another_address_still_enters(app, anonymous) -> None:
    guess(anonymous, FREE_TRIES + 1)
    owner = Browser(app)
    owner.client.environ_base.update(ELSEWHERE)
    assert owner.sign_in("1001", PASSWORD).address == "/"


def test_a_colleague_at_the_same_address_still_enters(anonymous) -> None:
    guess(anonymous, FREE_TRIES + 1)
    assert anonymous.sign_in("1002", PASSWORD).address == "/"


def test_an_unknown_number_is_slowed_down_just_the_same(anonymous) -> None:
    assert guess(anonymous, FREE_TRIES + 1, "8888").faults() == guess(anonymous, FREE_TRIES + 1).faults()


def test_one_address_guessing_at_many_numbers_is_slowed_down(anonymous) -> None:
    for n in range(FREE_TRIES_OF_AN_ADDRESS):
        guess(anonymous, 1, f"7{n:03}")
    assert anonymous.sign_in("1002", PASSWORD).status == 429


@pytest.mark.both_databases
def test_old_failures_are_forgotten(anonymous, clock) -> None:
    guess(anonymous, FREE_TRIES + 1)
    clock.advance(minutes=16)
    assert guess(anonymous, FREE_TRIES - 1).status == 422
    assert anonymous.sign_in("1001", PASSWORD).address == "/"
