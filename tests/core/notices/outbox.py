"""The outbox as it is, the worker's round, and notices that a test needs."""

from dataclasses import replace

from flask import Flask
from sqlalchemy import select

from portal.config import Settings
from portal.core.notices.models import Delivery, Notice
from portal.core.notices.operations import News, tell
from portal.core.notices.sending import send_notices
from portal.core.org.models import Person
from portal.core.web.context import now
from portal.extensions import db, writing

CHEN, LIN, ZHOU = 1, 2, 3


def news(words: str = "请看", kind: str = "task", person_id: int = ZHOU, key: str = "") -> News:
    return News(person_id, kind, words, "/mine", key or words)


def say(app: Flask, *told: News) -> None:
    with app.app_context(), writing():
        tell(told, now())


def send_round(app: Flask) -> None:
    """What the worker does each minute."""
    with app.app_context():
        send_notices()


def deliveries(app: Flask) -> list[Delivery]:
    with app.app_context():
        rows = list(db.session.scalars(select(Delivery).order_by(Delivery.id)))
        db.session.expunge_all()
        return rows


def states(app: Flask) -> list[str]:
    return [row.state for row in deliveries(app)]


def notices(app: Flask, number: str) -> list[str]:
    """What a person was told, oldest first."""
    with app.app_context():
        mine = select(Notice.words).join(Person, Notice.person_id == Person.id)
        return list(db.session.scalars(mine.where(Person.number == number).order_by(Notice.id)))


def server_moves(app: Flask, port: int) -> None:
    """The mail server is somewhere else from now on."""
    settings: Settings = app.config["SETTINGS"]
    assert settings.outgoing.server
    server = replace(settings.outgoing.server, port=port)
    app.config["SETTINGS"] = replace(settings, outgoing=replace(settings.outgoing, server=server))
