"""A real worker that is killed while the mail server takes a letter: it leaves again under its id, rather
twice than never; all others leave once."""

import asyncio
import os
import signal
from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from sqlalchemy import update

from portal.config import Settings
from portal.core.jobs.queue import enqueue
from portal.core.notices.claims import LEASE
from portal.core.notices.models import Delivery
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.notices.conftest import URL, Postbox
from tests.core.notices.outbox import CHEN, ZHOU, news, say, send_round, states
from tests.faults.killed import working

PATIENCE = 10  # seconds for which the server thinks about its answer
A_DAY = timedelta(days=1)


class SlowPostbox(Postbox):
    """It takes a letter, and is slow to say so."""

    def __init__(self) -> None:
        super().__init__()
        self.took, self.slow = Event(), True

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        self.took.set()
        if self.slow:
            await asyncio.sleep(PATIENCE)
        return answer


@pytest.fixture
def postbox() -> SlowPostbox:
    return SlowPostbox()


def test_a_worker_killed_in_mid_letter_sends_it_again_and_loses_none(
    app: Flask, settings: Settings, postbox: SlowPostbox, mail_port: int, clock: TestClock
) -> None:
    clock.moment = datetime.now(UTC)  # the worker has no other
    say(app, news("一", person_id=CHEN), news("二", person_id=ZHOU))
    with app.app_context():
        with writing():
            db.session.execute(update(Delivery).values(next_at=clock.moment - A_DAY))
        enqueue("send_notices")
    ways = {"PORTAL_SMTP": f"smtp://127.0.0.1:{mail_port}", "PORTAL_MAIL_FROM": "portal@example.com"}
    with working(settings, PORTAL_URL=URL, **ways) as worker:
        assert postbox.took.wait(30)
        os.kill(worker.pid, signal.SIGKILL)
    postbox.slow = False
    assert states(app) == ["wanted"] * 2
    clock.moment = datetime.now(UTC) + LEASE
    send_round(app)
    assert states(app) == ["sent"] * 2
    times = Counter((str(letter["Subject"]), letter["Message-ID"]) for letter in postbox.letters)
    assert sorted((subject, count) for (subject, _), count in times.items()) == [
        ("[规矩] 一", 2),
        ("[规矩] 二", 1),
    ]
