"""Duties as they stand at the test's moment, kept by the worker's own round."""

from flask import Flask
from sqlalchemy import select

from portal.app import keep_dates
from portal.core.duties.models import Occurrence
from portal.core.org.models import Person
from portal.extensions import db


def keep(app: Flask) -> None:
    """What the worker does every quarter of an hour."""
    with app.app_context():
        keep_dates()


def occurrence(app: Flask, duty: str, number: str, first_day: str) -> Occurrence:
    """One duty of a person, by the first day of its period."""
    with app.app_context():
        query = select(Occurrence).join(Person, Person.id == Occurrence.person_id)
        key = duty if ":" in duty else f"customer_maintenance:{duty}"
        query = query.where(Occurrence.duty == key, Person.number == number)
        return next(row for row in db.session.scalars(query) if str(row.first_day) == first_day)
