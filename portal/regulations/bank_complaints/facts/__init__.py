"""What the forms of R06 say."""

from portal.regulations.bank_complaints.facts.ending import CallBack, Referral, Withdrawal
from portal.regulations.bank_complaints.facts.handling import Prolonging, Report, Told
from portal.regulations.bank_complaints.facts.record import (
    Entry,
    OpinionBook,
    Record,
    Representative,
    Transfer,
)
from portal.regulations.bank_complaints.facts.reviews import Numbers, Outlet, Root, RootReport

__all__ = [
    "CallBack",
    "Entry",
    "Numbers",
    "OpinionBook",
    "Outlet",
    "Prolonging",
    "Record",
    "Referral",
    "Report",
    "Representative",
    "Root",
    "RootReport",
    "Told",
    "Transfer",
    "Withdrawal",
]
