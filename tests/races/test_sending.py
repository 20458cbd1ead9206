"""Sending at one instant: one form makes one document, different forms get numbers without gaps."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.documents.models import Document, Draft, Snapshot, Submission
from portal.extensions import db
from tests.races.papers import document, months, noting, sending, tasks
from tests.races.people import Person, Press, at_one_instant

pytestmark = pytest.mark.both_databases(whole=True)


def test_twenty_clicks_on_one_form_make_one_document(records: Flask, chen: Person) -> None:
    for month in months(2060):
        once = sending(chen, month)
        answers = at_one_instant([Press(chen.twin(), once.path, once.fields) for _ in range(20)])
        assert {answer.status for answer in answers} == {303}
        (place,) = {answer.place for answer in answers}
        paper = document(int(place.rpartition("/")[2]))
        assert paper.number == f"XF-{month.replace('-', '')}-0001"
        key = once.path.rpartition("/")[2]
        assert count(Submission, key=key) == count(Snapshot, document_id=paper.id) == len(tasks(paper)) == 1
        assert count(Document, period=paper.period) == 1
        assert count(Draft, place=key) == 0


def test_twenty_records_of_two_people_get_numbers_without_gaps(
    records: Flask, chen: Person, lin: Person
) -> None:
    for month in months(2017):
        authors = [author.twin() for author in (chen, lin) for _ in range(10)]
        answers = at_one_instant([noting(author, f"{month}-05") for author in authors])
        assert [answer.status for answer in answers] == [303] * 20
        numbers = [document(int(answer.place.rpartition("/")[2])).number for answer in answers]
        assert sorted(numbers) == [f"CG-{month.replace('-', '')}-{n:04}" for n in range(1, 21)]


def test_of_two_plans_of_one_month_at_one_instant_one_is_sent(records: Flask, chen: Person) -> None:
    for month in months(2070):
        answers = at_one_instant([sending(chen.twin(), month) for _ in range(2)])
        assert sorted(answer.status for answer in answers) == [303, 422]
        (refused,) = (answer for answer in answers if answer.status == 422)
        assert f"这个月的计划 XF-{month.replace('-', '')}-0001 审核中，处理完才能再交" in refused.page
        assert count(Document, period=date.fromisoformat(f"{month}-01")) == 1


def count(model: type, **where: object) -> int:
    db.session.rollback()
    return db.session.scalars(select(func.count()).select_from(model).filter_by(**where)).one()
