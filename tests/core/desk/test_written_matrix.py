"""docs/authz.md says of every address who may go there."""

from flask import Flask

from tests.contracts.test_views import OPEN as NO_VIEWS
from tests.core.desk.matrix import PEOPLE
from tests.core.desk.written_matrix import COLUMNS, PLACE, written


def test_the_written_matrix_is_up_to_date(app: Flask) -> None:
    assert PLACE.read_text() == written(app), "make authz writes it anew"


def test_every_address_and_every_role_stands_in_it(app: Flask) -> None:
    page = PLACE.read_text()
    views = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in NO_VIEWS]
    assert [rule.rule for rule in views if f"| `{rule.rule}` |" not in page] == []
    assert set(PEOPLE) <= COLUMNS.keys()
