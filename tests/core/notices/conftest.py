"""A real mail server beside the portal; the portal knows the addresses of 陈立 and 周敏."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from sqlalchemy import select

from portal.config import Settings
from portal.core.notices.models import MailAddress
from portal.core.org.models import Person
from portal.extensions import db, writing
from portal.outgoing import MailServer, Outgoing
from tests.databases import free_port

URL = "http://portal.example.com"
ADDRESSES = {"1001": "chen.li@example.com", "1003": "zhou.min@example.com"}


class Postbox:
    """What the server took, and what it answers to an address or to a letter instead of taking it."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.to_address: dict[str, str] = {}
        self.to_letter = ""

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.to_address:
            return self.to_address[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.to_letter:
            return self.to_letter
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def mail_port(postbox: Postbox) -> Iterator[int]:
    port = free_port()
    server = Controller(postbox, hostname="127.0.0.1", port=port)
    server.start()
    yield port
    server.stop()


@pytest.fixture
def settings(settings: Settings, mail_port: int) -> Settings:
    server = MailServer("127.0.0.1", mail_port, encrypted=False)
    return replace(settings, outgoing=Outgoing(server, "portal@example.com", URL))


@pytest.fixture
def app(app: Flask) -> Flask:
    with app.app_context(), writing() as session:
        for person in db.session.scalars(select(Person).where(Person.number.in_(ADDRESSES))):
            session.add(MailAddress(person_id=person.id, address=ADDRESSES[person.number]))
    return app
