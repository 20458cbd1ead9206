"""docs/new-regulation.md is true: its files alone, in a folder of their own, work in the portal."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.config import ROOT, Settings
from portal.core.printing.worker import print_what_is_wanted
from tests.conftest import signed_in
from tests.contracts import test_declarations
from tests.folders import portal_with
from tests.pages import Browser

FILES = re.findall(
    r"^### `(\w+\.py)`\n\n```python\n(.*?)^```", (ROOT / "docs/new-regulation.md").read_text(), re.M | re.S
)
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
