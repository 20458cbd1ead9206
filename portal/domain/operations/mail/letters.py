"""A letter as the desk reads it: from whom, about what, in which words; did a machine write it? Pure."""

import hashlib
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from html import unescape
from typing import NamedTuple

BULK = ("bulk", "junk", "list", "auto_reply")
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
LONGEST_ADDRESS, MOST_NUMBERS = 120, 5
NUMBER = re.compile(r"(?<![A-Z0-9-])[A-Z]{2,4}-\d{6,8}-\d{3,}(?!\d)")


class Letter(NamedTuple):
    """What is read of a letter; `digest` (SHA-256, hex) tells it from every other."""

    digest: str
    sender: str
    subject: str
    text: str
    automatic: bool


def read(raw: bytes) -> Letter:
    """A letter from its bytes; what cannot be read is left out."""
    message = message_from_bytes(raw, policy=default)
    known = header(message, "Message-ID").encode() or raw
    sender = parseaddr(header(message, "From"))[1].lower()[:LONGEST_ADDRESS]
    subject = " ".join(header(message, "Subject").split())
    return Letter(hashlib.sha256(known).hexdigest(), sender, subject, text_of(message), automatic(message))


def numbers_in(subject: str) -> list[str]:
    """The numbers of papers that a subject names: a reply says by one which case it belongs to."""
    return NUMBER.findall(subject)[:MOST_NUMBERS]


def header(message: EmailMessage, name: str) -> str:
    """A header in words; "" where it is missing or broken."""
    try:
        return str(message.get(name, "")).strip()
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""


def automatic(message: EmailMessage) -> bool:
    """Whether a machine wrote it (RFC 3834): to take that for a report would begin a circle."""
    if header(message, "Auto-Submitted").lower() not in ("", "no"):
        return True
    if header(message, "Precedence").lower() in BULK or message.get_content_type() == "multipart/report":
        return True
    return any(message.get(name) for name in ("List-Id", "X-Autoreply", "X-Auto-Response-Suppress"))


def text_of(message: EmailMessage) -> str:
    """What was written: the plain part, or else the other one without its marks."""
    try:
        part = message.get_body(("plain", "html"))
        content = part.get_content() if part else ""
    except (LookupError, ValueError, AttributeError, TypeError):
        return ""
    html = part is not None and part.get_content_type() == "text/html"
    text = unescape(TAG.sub(" ", str(content))) if html else str(content)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in text.splitlines())).strip()
