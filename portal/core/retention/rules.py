"""How long a document is kept: whole years, counted from the first day of the year after it was finished."""

from datetime import date

PERMANENT = 100  # so many years, or more, are for ever (永久)


def is_permanent(keep_years: int) -> bool:
    """Whether a document is kept for ever, and can stand on no list."""
    return keep_years >= PERMANENT


def due_from(finished: date, keep_years: int) -> date | None:
    """The first day on which a document may be destroyed; none where it is kept for ever. 会计档案管理办法
    art. 14: 会计档案的保管期限，从会计年度终了后的第一天算起."""
    return None if is_permanent(keep_years) else date(finished.year + 1 + keep_years, 1, 1)


def newest_year_due(day: date, keep_years: int) -> int | None:
    """The last year of which every document may be destroyed on a day; none where they are kept for ever."""
    return None if is_permanent(keep_years) else day.year - 1 - keep_years


def told(keep_years: int) -> str:
    """How long, in words."""
    return "永久" if is_permanent(keep_years) else f"{keep_years} 年"
