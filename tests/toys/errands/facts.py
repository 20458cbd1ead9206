"""What the forms of R94 say."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Text


class Errand(Facts, frozen=True, kw_only=True):
    """F94-1 and F94-2: something that a department is to do."""

    day: A[date, Cell("日期", "§1", 4)]
    matter: A[Text, Cell("督办事项", "§1", 12)]
    department: A[Ref | None, Cell("受理部门", "§1", 4, of="unit")] = None
    handler: A[Ref | None, Cell("经办人", "§1", 4, of="person")] = None
