"""R05 §2: a unit files its own rules with their text; the register has the version in force, for ever."""

from datetime import date

from flask import Flask
from sqlalchemy import select

from portal.core.documents.models import Document
from portal.core.facts import columns, tables
from portal.core.retention.rules import is_permanent
from portal.domain.operations.parts import PARTS
from portal.extensions import db
from portal.regulations.system_maintenance.documents import filing
from portal.regulations.system_maintenance.models import FiledRule
from portal.regulations.system_maintenance.rules.filing import filing_refusals
from tests.conftest import TestClock, signed_in
from tests.domain.complaints.acts import decided
from tests.evidence import PNG, attach
from tests.pages import Browser, Page
from tests.regulations.system_maintenance import maintenance
from tests.regulations.system_maintenance.maintenance import HEAD, MANAGER, NOON, centre
from tests.terms import TERMS

TOLD = {
    "title": "东区实验中心机房管理细则", "effective": "2026-11-20", "article": "第二条", "part": "机房环境",
    "day": "2026-11-23",
}  # fmt: skip


def filed(head: Browser, version: str) -> Page:
    """A version with its text, sent."""
    page = attach(head, head.get("/forms/f05-1/new"), PNG, **TOLD, version=version)
    return head.submit(page, button="act=send", **TOLD, version=version)


def test_r05_2_a_filed_rule_takes_the_place_of_the_version_before(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    head = signed_in(app, HEAD)
    bare = head.submit(head.get("/forms/f05-1/new"), button="act=send", **TOLD, version="1.0")
    assert bare.status == 422 and "实施细则全文" in bare.text, "its text is mandatory"
    for version in ("1.0", "2.0"):
        assert filed(head, version).address.startswith("/documents/")
        with app.app_context():
            newest = select(Document.id).filter_by(type="F05-1").order_by(Document.id.desc()).limit(1)
            assert decided(db.session.scalars(newest).one(), {}) == ["备案"]
    with app.app_context():
        rows = list(db.session.scalars(select(FiledRule).order_by(FiledRule.document_id)))
        assert [(row.version, row.replaced_by) for row in rows] == [
            ("1.0", rows[1].document_id),
            ("2.0", None),
        ]
        assert (rows[0].unit, rows[0].effective) == ("东区实验中心", date(2026, 11, 20))
    assert is_permanent(filing.keep_years)
    register = signed_in(app, MANAGER).get("/reports/f05-1t?from=2026-01&until=2026-11").text
    assert "2.0" in register and "1.0" not in register


def test_r05_2_it_is_filed_on_a_day_that_has_come(app: Flask) -> None:
    with app.app_context():
        assert not [*filing_refusals(maintenance.filing("1"), TERMS)]


def test_r05_3_every_form_says_which_of_the_five_parts_it_is_about(app: Flask) -> None:
    chapter = app.extensions["catalogue"].chapters["system_maintenance"]
    assert len(PARTS) == 5
    for form in chapter.types:
        structs = (form.facts, *(table.line for table in tables(form.facts).values()))
        found = {name: column for struct in structs for name, column in columns(struct).items()}
        assert form.within or not found["part"].optional, form.code
