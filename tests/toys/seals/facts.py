"""What the forms of R95 say."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Text


class Use(Facts, frozen=True, kw_only=True):
    """F95-1 用印单."""

    day: A[date, Cell("日期", "§1", 4)]
    matter: A[Text, Cell("用印事由", "§1", 12)]


class Cutting(Facts, frozen=True, kw_only=True):
    """F95-2 刻章单."""

    day: A[date, Cell("日期", "§2", 4)]
    matter: A[Text, Cell("刻章事由", "§2", 12)]
