"""Sending at one instant: different forms get numbers without gaps, and what is sent once stays so."""

from datetime import date

import pytest
from flask import Flask

from portal.core.documents.models import Document
from tests.races.papers import count, document, months, noting, sending
from tests.races.people import Person, at_one_instant

pytestmark = pytest.mark.both_databases(whole=True)


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
