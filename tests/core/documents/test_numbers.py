"""Numbers: gap-free within a series, and not used up by what failed."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.documents.models import Serial
from portal.core.documents.numbers import take
from portal.extensions import db, writing
from tests.plans import DECEMBER, plan

pytestmark = pytest.mark.both_databases


def test_a_series_counts_from_one_and_each_series_by_itself(app: Flask) -> None:
    with app.app_context(), writing():
        assert [take("A-2026"), take("A-2026"), take("B-2026")] == [1, 2, 1]


def test_a_serial_taken_by_a_failed_operation_is_given_again(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(RuntimeError), writing():
            take("A-2026")
            raise RuntimeError
        with writing():
            assert take("A-2026") == 1


def test_a_serial_says_which_document_bears_it(app: Flask) -> None:
    document_id = plan(app, month=DECEMBER)
    with app.app_context():
        row = db.session.scalars(select(Serial).filter_by(series="XF-202612")).one()
        assert (row.series, row.serial, row.state, row.document_id) == ("XF-202612", 1, "issued", document_id)
