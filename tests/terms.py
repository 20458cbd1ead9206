"""The terms that rule tests judge by: Monday 2026-11-23, official calendar to 2026, declared parameters."""

from datetime import date

from portal.core.calendar import Calendar
from portal.core.terms import Terms

TERMS = Terms(date(2026, 11, 23), Calendar(official_years=range(2004, 2027)))
