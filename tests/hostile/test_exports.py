"""No file that leaves the portal runs what somebody typed: every export, whatever stands in the registers."""

import io

import pytest
import xlsxwriter
from flask import Flask
from sqlalchemy import String, select, update
from werkzeug.routing import Rule
from werkzeug.wrappers import Response

from portal.config import ROOT
from portal.core.org.roles import ROLES
from portal.extensions import Model, writing
from tests.conftest import signed_in
from tests.core.desk.matrix import KEY, ROWS, papers
from tests.headers import require_inert
from tests.hostile.values import known

CSV = [text for name, text in known()["texts"].items() if name.startswith("csv_")]
TYPED = {"name", "title", "model", "summary", "place", "words", "reason", "remark", "contact"}
REGISTERS = {"customer", "person", "unit_place", "post", "product", "asset", "payee", "document"}  # fmt: skip
FORMS = {"workbooks.template": "f01-1", "workbooks.marked": "f01-1", "reports.xlsx": "f01-2t",
         "case_boards.xlsx": "f06-1"}  # fmt: skip
SAY_NOTHING_TYPED = {
    "complaints.template": "an empty list, for a role that nobody here has: tests/domain/complaints",
    "duty_feed.show": "no spreadsheet opens a calendar: tests/core/test_ical.py",
}


def exports(app: Flask) -> list[Rule]:
    return [r for r in app.url_map.iter_rules() if r.rule.endswith(("xlsx", ".csv", ".ics"))]


def fill_registers(app: Flask, values: list[str]) -> None:
    """Write one of some values into every name, title and word that a register keeps, another one each row
    and column."""
    with app.app_context(), writing() as session:
        for table in (Model.metadata.tables[name] for name in sorted(REGISTERS)):
            columns = [c for c in table.c if c.name in TYPED and isinstance(c.type, String)]
            for key in session.scalars(select(table.c.id)).all():
                texts = {
                    c.name: values[(key + n) % len(values)][: c.type.length or 80]
                    for n, c in enumerate(columns)
                }
                session.execute(update(table).where(table.c.id == key).values(texts))


def everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the auditor do what any role may, so that no export is out of reach."""
    every = frozenset().union(*(role.capabilities for role in ROLES.values()))
    monkeypatch.setitem(ROLES, "auditor", ROLES["auditor"]._replace(capabilities=every))


def test_csv_values_stay_text_in_every_export(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = papers(app)
    of_row = {row.endpoint: ids[row.paper] for row in ROWS}
    everything(monkeypatch)
    fill_registers(app, CSV)
    readers = [signed_in(app, number) for number in ("1007", "1001")]
    seen: dict[str, str] = {}
    for rule in exports(app):
        values = of_row.get(rule.endpoint, {}) | {"code": FORMS.get(rule.endpoint, ""), "key": KEY}
        with app.test_request_context():
            said = {name: values.get(name, "A" * 43) for name in rule.arguments}
            place = app.url_for(rule.endpoint, **said, list="accounts")
        for answer in (reader.client.get(place) for reader in readers):
            if answer.status_code == 200 and rule.endpoint not in SAY_NOTHING_TYPED:
                seen[rule.endpoint] = seen.get(rule.endpoint, "") + require_inert(answer)
    assert {rule.endpoint for rule in exports(app)} == seen.keys() | SAY_NOTHING_TYPED.keys()
    assert len([told for told in seen.values() if "1+1" in told]) >= 4, "typed words are in none of them"


def test_one_module_alone_writes_workbooks() -> None:
    """What it sets, that no text becomes a formula or a link, holds for all of them."""
    sources = {path: path.read_text() for path in (ROOT / "portal").rglob("*.py")}
    writers = {path.relative_to(ROOT).as_posix() for path, text in sources.items() if "xlsxwriter" in text}
    assert writers == {"portal/core/spreadsheets/writing.py"}


@pytest.mark.parametrize("writes", ["write_formula", "write_url"])
def test_the_check_itself_sees_a_formula_and_a_link(writes: str) -> None:
    place = io.BytesIO()
    with xlsxwriter.Workbook(place) as book:
        getattr(book.add_worksheet(), writes)(
            0, 0, "=1+1" if writes == "write_formula" else "http://a.example"
        )
    with pytest.raises(AssertionError):
        require_inert(Response(place.getvalue()))
