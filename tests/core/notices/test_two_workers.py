"""Two workers at one instant send each letter once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from portal.extensions import db
from tests.core.notices.conftest import Postbox
from tests.core.notices.outbox import CHEN, ZHOU, news, say, send_round, states


@pytest.mark.both_databases(whole=True)
def test_two_workers_send_each_letter_once(app: Flask, postbox: Postbox) -> None:
    say(app, *(news(f"第 {n} 件", person_id=(CHEN, ZHOU)[n % 2]) for n in range(20)))
    gate = Barrier(4)

    def work(_number: int) -> None:
        gate.wait()
        send_round(app)
        with app.app_context():
            db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    subjects = [str(letter["Subject"]) for letter in postbox.letters]
    assert sorted(subjects) == sorted(f"[规矩] 第 {n} 件" for n in range(20))
    assert states(app) == ["sent"] * 20
