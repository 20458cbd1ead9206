"""The forms of R06, what is computed, and what is only read."""

from portal.regulations.bank_complaints.documents.beside import STATICS, register, statistics
from portal.regulations.bank_complaints.documents.handling import (
    callback,
    prolonging,
    referral,
    report,
    told,
    withdrawal,
)
from portal.regulations.bank_complaints.documents.recording import book, record, transfer
from portal.regulations.bank_complaints.documents.reviews import numbers, roots

TYPES = (
    record, transfer, book, report, told, prolonging, withdrawal, callback, referral, roots, numbers,
)  # fmt: skip
REPORTS = (register, statistics)
__all__ = [
    "REPORTS",
    "STATICS",
    "TYPES",
    "book",
    "callback",
    "numbers",
    "prolonging",
    "record",
    "referral",
    "register",
    "report",
    "roots",
    "statistics",
    "told",
    "transfer",
    "withdrawal",
]
