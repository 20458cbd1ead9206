"""What is due is said once a day in working hours, what became late once, also after the worker's death."""

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from portal.core.notices.models import Notice
from portal.extensions import db
from tests.duties import keep
from tests.pages import Browser
from tests.regulations.customer_maintenance.test_journal import visited


def heard(app: Flask, kind: str, person_id: int = 1) -> list[str]:
    with app.app_context():
        query = select(Notice.words).filter_by(kind=kind, person_id=person_id).order_by(Notice.id)
        return list(db.session.scalars(query))


def test_nobody_is_reminded_before_work_begins_at_noon_or_on_a_free_day(app: Flask, clock) -> None:
    for moment in ((23, 0, 29), (23, 4, 30), (23, 9, 30), (28, 2, 0)):
        clock.moment = datetime(2026, 11, *moment, tzinfo=UTC)
        keep(app)
        assert heard(app, "duty_due") == [], moment
    clock.moment = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    keep(app)
    assert heard(app, "duty_due") == ["今天到期：成功手册 11月24日"]


def test_each_day_is_said_once_and_what_is_done_is_not_said(app: Flask, clock, chen: Browser) -> None:
    keep(app)
    keep(app)
    assert heard(app, "duty_due") == ["今天到期：成功手册 11月23日"]
    visited(chen, "E0001", "2026-11-23")
    clock.advance(days=1)
    keep(app)
    assert heard(app, "duty_late") == []
    assert heard(app, "duty_late", person_id=2) == ["已逾期：成功手册 11月23日"]


def test_what_became_late_while_the_worker_was_dead_is_said_day_by_day_when_it_lives(
    app: Flask, clock
) -> None:
    keep(app)
    clock.advance(days=3)
    keep(app)
    keep(app)
    assert heard(app, "duty_late") == [f"已逾期：成功手册 11月{day}日" for day in (23, 24, 25)]
