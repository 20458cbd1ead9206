"""The mail server, as a channel: one connection for all letters of a round."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from portal.core.notices.outcomes import ChannelDown, Undelivered
from portal.outgoing import MailServer

PATIENCE = 15  # seconds for each answer of the server
Post = Callable[[EmailMessage], None]


@contextmanager
def post_office(server: MailServer, ourselves: str) -> Iterator[Post]:
    """A way to send letters; raises ChannelDown, and Undelivered for one letter."""
    try:
        connection = connected(server, ourselves)
    except (smtplib.SMTPException, OSError) as fault:
        raise ChannelDown(told(fault)) from fault
    try:
        yield lambda message: deliver(connection, message)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()


def connected(server: MailServer, ourselves: str) -> smtplib.SMTP:
    """A connection that is signed in; a password is told only under encryption."""
    context = ssl.create_default_context()
    connection: smtplib.SMTP
    if server.encrypted:
        connection = smtplib.SMTP_SSL(server.host, server.port, ourselves, timeout=PATIENCE, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, ourselves, PATIENCE)
    try:
        if server.user:
            if not server.encrypted:
                connection.starttls(context=context)
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def deliver(connection: smtplib.SMTP, message: EmailMessage) -> None:
    """Hand one letter over. 5xx about this letter is final; the server's silence ends the round."""
    try:
        connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        raise Undelivered(answer(code, words), final=code >= 500) from refused
    except smtplib.SMTPDataError as refused:
        final = refused.smtp_code >= 500
        raise Undelivered(answer(refused.smtp_code, refused.smtp_error), final) from refused
    except (smtplib.SMTPException, OSError) as fault:
        raise ChannelDown(told(fault)) from fault


def told(fault: Exception) -> str:
    """Why the server takes nothing, as the administrator reads it."""
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return "邮件服务器不接受用户名或密码：" + answer(fault.smtp_code, b"")
    if isinstance(fault, smtplib.SMTPNotSupportedError):
        return "邮件服务器不支持加密（STARTTLS），密码没有发出"
    if isinstance(fault, smtplib.SMTPResponseException):
        return answer(fault.smtp_code, fault.smtp_error)
    if isinstance(fault, smtplib.SMTPServerDisconnected | TimeoutError):
        return "邮件服务器没有回答，或中断了连接"
    return f"连不上邮件服务器（{type(fault).__name__}）"


def answer(code: int, words: bytes | str) -> str:
    """A server's answer, on one line."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"邮件服务器回答 {code} " + "".join(c if c.isprintable() else " " for c in text)[:200]
