"""docs/new-regulation.md is true: its files alone, in a folder of their own, work in the portal."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.config import ROOT, Settings
from portal.core.facts import columns, decode, encode
from portal.core.kinds import KINDS, kind_of
from portal.core.printing.worker import print_what_is_wanted
from tests.conftest import signed_in
from tests.contracts import test_declarations
from tests.folders import portal_with
from tests.pages import Browser

TEXT = (ROOT / "docs/new-regulation.md").read_text()
FILES = re.findall(r"^### `(\w+\.py)`\n\n```python\n(.*?)^```", TEXT, re.M | re.S)
IMPORTS = TEXT.partition("comes from here:\n\n```python\n")[2].partition("```")[0]
CELLS = re.findall(r"^\| [^|]+ \| `([^`]+)` \| (?:`(None|\"\")`|never) \| (?:`([^`]*)` )?\|$", TEXT, re.M)
OPTIONS = re.findall(r"^\| `(\w+\(…, [^`]+\))` \|", TEXT, re.M)
ALWAYS = {
    "Cell": '"借用人", "§1"',
    "Table": '"设备", "§1"',
    "Step": 'name="批准", clause="§1", by="general_manager"',
    "TimeLimit": 'clause="§1", limit=AfterDays(1)',
    "Inspection": '"查看", "§2"',
    "Schedule": '"check", None',
    "Duty": 'name="检查", clause="§2", owed_by=(), due="", form="F99-2", evidence="seed"',
    "Parameter": 'name="a.b", label="", clause="§1", evidence="seed", unit="元"',
    "DocumentType": 'code="", title="", facts=Facts, version=1, clause="§1", number="", authors=(), flow=(),'
    ' sheet=None, period="day", summary=str, keep_years=1',
}
BOOKING = {"day": "2026-12-01", "begins": "09:00", "ends": "10:30", "people": "8", "reason": "月度例会"}


@pytest.fixture
def portal_with_it(settings: Settings, clock, tmp_path: Path) -> Iterator[Flask]:
    """A portal with the folder of the document beside its own regulations."""
    folder = tmp_path / "regulations" / "meeting_rooms"
    folder.mkdir(parents=True)
    for name, text in FILES:
        (folder / name).write_text(text)
    with portal_with(folder.parent, settings, clock) as app:
        yield app


def send(author: Browser, code: str, **typed: str) -> str:
    return author.submit(author.get(f"/forms/{code}/new"), button="act=send", **typed).text


def test_the_flow_form_is_filled_judged_approved_and_printed(portal_with_it: Flask) -> None:
    chen, zhou = signed_in(portal_with_it, "1001"), signed_in(portal_with_it, "1003")
    assert "会议室借用单" in chen.get("/forms").text
    assert "要晚于开始时间" in send(chen, "f99-1", **BOOKING | {"ends": "09:00"})
    assert "最多坐 12 人" in send(chen, "f99-1", **BOOKING | {"people": "13"})
    assert "HY-202612-001" in send(chen, "f99-1", **BOOKING | {"people": "12"})
    task = zhou.get("/").all("a", class_="row-title")[0].get("href")
    assert "已同意" in zhou.submit(zhou.get(task), action="/tasks/", button="kind=approve").text
    with portal_with_it.app_context():
        print_what_is_wanted()
    mine = chen.get("/mine").all("a", class_="row-title")[0].get("href")
    assert chen.get(f"{mine}/pdf").response.mimetype == "application/pdf"
    assert chen.client.get("/forms/f99-1/template.xlsx").status_code == 200


def test_the_record_is_effective_once_a_day_and_read_in_one_act(portal_with_it: Flask) -> None:
    chen, zhou = signed_in(portal_with_it, "1001"), signed_in(portal_with_it, "1003")
    check = {"day": "2026-11-23", "tidy": "是", "remark": "已关灯"}
    assert "HJ-202611-001" in send(chen, "f99-2", **check)
    assert "这一天已经检查过" in send(chen, "f99-2", **check)
    assert "会议室检查记录" in zhou.get("/inspections").text
    week = zhou.get("/weeks/f99-2/1/2026-11-23")
    assert "已关灯" in week.text
    assert "已阅，1 天" in zhou.submit(week, action="/weeks/f99-2/1/2026-11-23/inspection").text


def test_its_page_shows_clauses_duties_and_parameters_and_its_declarations_hold(
    portal_with_it: Flask,
) -> None:
    chen = signed_in(portal_with_it, "1001")
    page = chen.get("/regulations/meeting-rooms").text
    assert all(words in page for words in ("第三条", "没有门户能核对", "每个工作日，下班前", "12 人"))
    assert "最多坐几人" in chen.get("/regulations/meeting-rooms/parameters/seats").text
    chapters = list(portal_with_it.extensions["catalogue"].chapters.values())
    forms = [form for chapter in chapters for form in chapter.types]
    assert "F99-1" in [form.code for form in forms]
    test_declarations.test_every_clause_cited_by_a_form_or_a_parameter_exists(chapters)
    test_declarations.test_every_clause_demands_something_or_says_why_not(chapters)
    test_declarations.test_what_a_sheet_lays_out_is_declared_and_nothing_is_left_out(forms)
    test_declarations.test_the_author_and_each_signing_step_have_a_signature_cell(forms)


def test_a_simple_form_costs_at_most_25_lines() -> None:
    """Lines that declare F99-1, docstring apart: its struct, its flow, its document type."""
    files = dict(FILES)
    struct = files["facts.py"].partition("class Booking")[2].partition("\n\n\n")[0]
    declared = files["documents.py"].partition("booking = ")[2].partition("check = ")[0]
    flow = [line for line in files["flows.py"].splitlines() if line.startswith("BOOKING")]
    lines = [
        line
        for line in (*struct.splitlines(), *declared.splitlines(), *flow)
        if line.strip() and '"""' not in line
    ]
    assert len(lines) <= 25, len(lines)


def declared(text: str) -> Any:
    """What a line of the document's tables declares, with what it leaves out."""
    places: dict[str, Any] = {}
    days = 'DAYS = Parameter(name="a.days", label="", clause="§1", evidence="seed", unit="天", values=())'
    exec(f"{IMPORTS}\n{days}\n{text}", places)  # noqa: S102 - the document's words
    return places["found"]


def test_the_table_has_every_kind_of_cell_and_says_what_an_empty_one_is() -> None:
    lines = ["class found(Facts, frozen=True, kw_only=True):"]
    for number, (declaration, empty, beside) in enumerate(CELLS):
        none, default = " | None" * (empty == "None"), f" = {empty}" * bool(empty)
        lines.append(f'    c{number}: A[{declaration}{none}, Cell("", "§1", 4, {beside})]{default}')
    facts = declared("\n".join(lines))
    cells = columns(facts)
    said = facts(**{name: 1 for name, cell in cells.items() if not cell.optional})
    assert decode(encode(said), facts) == said
    assert all(getattr(said, name) in (kind_of(cell).empty, 1) for name, cell in cells.items())
    assert {cell.type for cell in cells.values()} >= KINDS.keys()


def test_what_else_can_be_declared_is_declared_as_the_table_says() -> None:
    assert {option.partition("(")[0] for option in OPTIONS} == ALWAYS.keys()
    for option in OPTIONS:
        declared("found = " + re.sub(r"(\w+)\(…", lambda found: f"{found[1]}({ALWAYS[found[1]]}", option))


def test_the_registers_are_those_that_the_document_names(app: Flask) -> None:
    named = TEXT.partition("The registers, with what can be copied: ")[2].partition(".\n")[0]
    names = re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", named))
    assert sorted(names) == sorted(app.extensions["registers"])
