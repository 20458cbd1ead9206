"""Two presses at one instant ask once; two workers at one instant make one file, and tell it once."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.batch_printing.worker import make_print_batch
from portal.core.notices.models import Notice
from portal.extensions import db
from tests.core.batch_printing.batches import asked, batch, kept, states
from tests.core.printing.papers import archived
from tests.core.scans.test_at_one_instant import at_once

pytestmark = pytest.mark.both_databases(whole=True)


def test_presses_at_one_instant_ask_for_one_batch(app: Flask) -> None:
    paper = archived(app, 1)
    ids = at_once(app, *(lambda: asked(app, [paper], 1) for _ in range(4)))
    assert ids == [1] * 4 and states(app) == ["wanted"]


def test_two_workers_make_one_file_and_tell_it_once(app: Flask) -> None:
    papers = [archived(app, 1) for _ in range(3)]
    batch_id = asked(app, papers, 1)
    at_once(app, *(lambda: make_print_batch(batch_id) for _ in range(2)))
    assert batch(app).state == "done" and states(app) == ["in"] * 3 and len(kept(app)) == 1
    with app.app_context():
        told = select(func.count()).select_from(Notice).filter_by(kind="batch_printed")
        assert db.session.scalar(told) == 1
