"""R10, R12: cases replayed with the clock moved; every limit, the gate and the statistics, reckoned again."""

import os

import pytest
from flask import Flask

from tests.core.org.changes import take_post
from tests.regulations.product_complaints.complaints import offices
from tests.regulations.product_complaints.replay import replay

pytestmark = pytest.mark.both_databases
CASES, SEED = 1000 if "EVERY_ROUND" in os.environ else 20, 7


def test_r10_10_every_limit_of_replayed_cases_is_as_reckoned_and_none_closes_past_its_gate(
    app: Flask, clock
) -> None:
    offices(app)
    take_post(app, "1002", "warehouse_keeper", "ROOT")
    number = int(os.environ.get("N", CASES))
    books, counts = replay(app, clock, number, int(os.environ.get("SEED", SEED)))
    print(counts)
    assert all(book.stage == "closed" for book in books)
