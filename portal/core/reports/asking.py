"""What a report is asked: over which months, up to which day, about whom the visitor may see."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, select, union

from portal.core.approval.hooks import operations
from portal.core.facts import Month
from portal.core.org.models import Post, UnitPlace
from portal.core.org.queries import READ_ALL, posts_of, units_headed
from portal.core.report import Months, Report, Reported
from portal.core.terms import Terms


class Audience(NamedTuple):
    """Whom somebody may see in a report: himself, and all in these units (SQL of their ids)."""

    person_id: int
    units: Select[int]


class Asked(NamedTuple):
    """The question; `until` is the last day to count, today at the latest; `by` is what lines are told by,
    `code` the report that is asked."""

    months: Months
    until: date
    audience: Audience
    terms: Terms
    by: str = ""
    code: str = ""

    @property
    def first(self) -> date:
        """The first day to count."""
        return self.months.first.first()


def readers(report: Report) -> set[str]:
    """The roles that may open a report."""
    return {*report.seen_by, *report.company, *READ_ALL}


def audience(report: Report, person_id: int, day: date) -> Audience:
    """The units a person heads, and all of them for the roles of the company and whoever reads everything."""
    headed = select(units_headed(person_id, day).c.unit_id)
    whole = posts_of(person_id, day).where(Post.role.in_((*READ_ALL, *report.company))).exists()
    every = select(UnitPlace.unit_id).where(whole)
    both = union(headed, every).subquery()
    return Audience(person_id, select(both.c.unit_id))


def ask(report: Report, months: Months, person_id: int, terms: Terms, by: str = "") -> Asked:
    """The question as a person may ask it today."""
    until = min(months.last.last(), terms.day)
    return Asked(months, until, audience(report, person_id, terms.day), terms, by, report.code)


def answer(report: Report, asked: Asked) -> Reported:
    """What the report's operation computes; raises LookupError for a report that has none."""
    found = operations("reported", report.code)
    if not found:
        raise LookupError(f"{report.code} has no @on_reported")
    reported: Reported = found[0](asked)
    return reported


def months_before(today: date, usual: str = "month") -> Months:
    """What is shown first: this month as far as it went, on its first day the one before; or its year up to
    then."""
    month = Month(today.year, today.month)
    month = month if today.day > 1 else month.before()
    return Months(Month(month.year, 1) if usual == "year" else month, month)
