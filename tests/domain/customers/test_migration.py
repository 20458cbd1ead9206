"""A database filled before customers grew: everybody is found afterwards, and the codes go on."""

import pytest
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import select, text

from portal.config import ROOT
from portal.core.documents.models import Serial
from portal.domain.customers.models import Customer
from portal.domain.customers.names import search_names
from portal.extensions import db
from tests.domain.customers.cards import registered, stored
from tests.pages import Browser

pytestmark = pytest.mark.both_databases
MIGRATIONS = str(ROOT / "migrations")


@pytest.fixture
def grown(app: Flask) -> Flask:
    """The company with its customers as 0001 keeps them, then migrated up."""
    with app.app_context():
        db.engine.dispose()
        downgrade(MIGRATIONS, revision="0001")
        kept = db.session.execute(text("SELECT count(*) FROM customer")).scalar()
        assert kept == 200
        db.session.remove()
        db.engine.dispose()
        upgrade(MIGRATIONS)
    return app


def test_every_name_is_found_as_if_it_were_registered_now(grown: Flask) -> None:
    with grown.app_context():
        check(MIGRATIONS)
        for customer in db.session.scalars(select(Customer)):
            kept = customer.folded, customer.bare, customer.initials, customer.pinyin
            assert kept == tuple(search_names(customer.name)), customer.name
            assert (customer.state, customer.version, customer.address) == ("active", 1, "")


def test_codes_go_on_without_a_gap(grown: Flask) -> None:
    registered(grown, "迁移后商行")
    assert stored(grown, "E0111").name == "迁移后商行"
    registered(grown, "南方迁移后商行", number="1004", unit="SOUTH")
    assert stored(grown, "S0091").name == "南方迁移后商行"
    with grown.app_context():
        unit_id = db.session.scalars(select(Customer.unit_id).filter_by(code="E0111")).one()
        serials = select(Serial.serial).filter_by(series=f"customer:{unit_id}").order_by(Serial.serial)
        assert list(db.session.scalars(serials)) == list(range(1, 112))


def test_the_pages_work_on_what_was_there(grown: Flask, chen: Browser) -> None:
    page = chen.get("/customers", query_string={"q": "jhjc"})
    assert "嘉禾建材" in page.text
    assert chen.get("/customers/1/edit").status == 200
