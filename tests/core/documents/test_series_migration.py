"""Series of before 0008 come to the form that they belong to, with every number; and go on."""

import pytest
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import create_engine, select, text

from portal.config import ROOT
from portal.core.documents.models import Document, Serial, Series
from portal.extensions import db
from tests.conftest import signed_in
from tests.kept.rows import HERE, restore

pytestmark = pytest.mark.both_databases
MIGRATIONS = str(ROOT / "migrations")
OPENED = {"KQF-JZ-203001": "F07-4", "CG-203001": "F01-2", "customer:9": "customer", "ZZ-203001": ""}


@pytest.fixture
def migrated(app: Flask) -> Flask:
    """The kept company of 0007, also with series that were opened and gave no number yet."""
    with app.app_context():
        downgrade(MIGRATIONS, revision="base")
        upgrade(MIGRATIONS, revision="0007")
        plain = create_engine(db.engine.url)
        restore(plain, HERE / "0007.json.gz")
        with plain.begin() as place:
            for name in OPENED:
                place.execute(text("INSERT INTO series (name, next) VALUES (:name, 18)"), {"name": name})
        plain.dispose()
        db.engine.dispose()
        upgrade(MIGRATIONS)
        check(MIGRATIONS)
    return app


def test_every_series_has_its_form_and_every_number_its_document(migrated: Flask) -> None:
    with migrated.app_context():
        types = dict(map(tuple, db.session.execute(select(Series.name, Series.type))))
        assert {name: types[name] for name in OPENED} == OPENED
        assert db.session.get_one(Series, ("F07-4", "KQF-JZ-203001")).next == 18
        borne = db.session.execute(select(Document.type, Document.number, Document.id))
        given = select(Serial.type, Serial.number, Serial.document_id)
        serials = db.session.execute(given.where(Serial.document_id.is_not(None)))
        assert sorted(map(tuple, borne)) == sorted(map(tuple, serials))
        assert set(db.session.scalars(select(Serial.state))) == {"used"}


def test_numbers_go_on_where_they_were(migrated: Flask) -> None:
    with migrated.app_context():
        following = db.session.get_one(Series, ("F01-2", "CG-202611")).next
    chen = signed_in(migrated, "1001")
    sheet = chen.get("/forms/f01-2/new?about=2026-11-23")
    sent = chen.submit(sheet, button="act=send", others="整理资料")
    assert f"编号 CG-202611-{following:04}" in sent.text


def test_down_again_every_serial_is_there(migrated: Flask) -> None:
    with migrated.app_context():
        count = db.session.execute(text("SELECT count(*) FROM serial")).scalar_one()
        db.session.remove()
        db.engine.dispose()
        downgrade(MIGRATIONS, revision="0007")
        assert db.session.execute(text("SELECT count(*) FROM serial")).scalar_one() == count
