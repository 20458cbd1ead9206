"""What the sealing process is asked, and what it answers; plain values, since they go through a pipe."""

from datetime import datetime
from typing import NamedTuple

from portal.sealing import Sealing


class PutOn(NamedTuple):
    """Put the company's seal on a PDF, which is answered as bytes."""

    pdf: bytes
    sealing: Sealing


class Expiry(NamedTuple):
    """Until when the company's certificate is good, which is answered as a moment."""

    sealing: Sealing


class Look(NamedTuple):
    """Look at the seals on a PDF from outside; `sealing` tells which is ours."""

    pdf: bytes
    sealing: Sealing | None


class Seen(NamedTuple):
    """A seal: whether nothing changed since, whose certificate it is (ours: the one in use now), and when a
    time stamping authority saw it (None: it says so itself, or not at all)."""

    intact: bool
    ours: bool
    subject: str
    issuer: str
    since: datetime
    until: datetime
    fingerprint: str
    at: datetime | None
    authority: str = ""


class Fault(NamedTuple):
    """Why it was not done, in Chinese; a `lasting` one ends the same way until somebody does something."""

    words: str
    lasting: bool = False
