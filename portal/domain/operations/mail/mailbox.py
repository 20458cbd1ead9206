"""A mailbox: the letters in it that are not read yet, and marking one as read."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from portal.incoming import MailBox

PATIENCE = 15  # seconds for each answer of the server
LARGEST = 25 * 1024 * 1024
MOST_AT_ONCE = 50


class MailboxDown(Exception):
    """The server does not answer, or not as it should; the next round tries again."""


class Opened:
    """A mailbox that is open."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self.connection = connection

    def unread(self) -> list[str]:
        """The names of the letters that are not read yet, the oldest first."""
        found = answered(self.connection.uid("SEARCH", "UNSEEN"))
        return [uid.decode() for uid in (found[0] or b"").split()][:MOST_AT_ONCE]

    def letter(self, uid: str) -> bytes:
        """A letter as it came, which stays unread; one that is too large without what follows."""
        parts = answered(self.connection.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)"))
        return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")

    def mark_read(self, uid: str) -> None:
        """It is never looked at again."""
        answered(self.connection.uid("STORE", uid, "+FLAGS", r"(\Seen)"))


@contextmanager
def opened(box: MailBox) -> Iterator[Opened]:
    """A mailbox, signed in; raises MailboxDown, also for what its server answers later."""
    try:
        connection = connected(box)
        try:
            answered(connection.login(box.user, box.password))
            answered(connection.select(f'"{box.folder}"'))
            yield Opened(connection)
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                connection.logout()
    except (imaplib.IMAP4.error, OSError) as fault:
        raise MailboxDown(type(fault).__name__) from fault


def connected(box: MailBox) -> imaplib.IMAP4:
    """A connection; a password leaves this machine only under encryption."""
    context = ssl.create_default_context()
    if box.encrypted:
        return imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=PATIENCE)
    connection = imaplib.IMAP4(box.host, box.port, timeout=PATIENCE)
    if not box.ours:
        connection.starttls(context)
    return connection


def answered(answer: tuple[str, list[Any]]) -> list[Any]:
    """What a server answered; raises imaplib.IMAP4.error unless it is OK."""
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(answer[0])
    return answer[1]
