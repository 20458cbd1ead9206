"""What the forms of R97 say."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Short, Text


class Proposal(Facts, frozen=True, kw_only=True):
    """F97-1 to F97-9: a proposal."""

    day: A[date, Cell("日期", "§1", 4)]
    subject: A[Short, Cell("事由", "§1", 8)]
    people: A[int, Cell("涉及人数", "§3", 4)]
    reason: A[Text, Cell("说明", "§1", 12)]
