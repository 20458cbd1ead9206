"""Every field of F01-1 with every hostile value: shown exactly as typed, or refused at its cell."""

import re
import unicodedata

import pytest
from flask import Flask

from portal.core.printing.worker import print_what_is_wanted
from tests.hostile.sheets import CELLS, NAMES, Desk, Line, sheet, shown_head, shown_lines, visit
from tests.hostile.values import by_id, corpus, fault_at, joined, posted, same, some, typed_in
from tests.pages import Browser

REFUSED_AT_LEAST = {"day": 100, "customer": 130, "route": 20, "frequency": 110, "goal": 20, "solution": 20}


@pytest.mark.parametrize("cell", CELLS)
def test_every_value_in_a_lines_cell(app: Flask, chen: Browser, zhou: Browser, cell: str) -> None:
    lines = [visit(n, **{cell: value}) for n, value in enumerate(corpus())]
    desk, refused = Desk(chen), 0
    while (page := desk.send(sheet(lines))).status == 422:
        elements = by_id(page)
        faults = [fault_at(elements, f"lines-{n}-{cell}") for n in range(len(lines))]
        for n, line in enumerate(lines):
            assert all(same(typed_in(elements, f"lines-{n}-{c}"), line[c]) for c in CELLS), (
                n,
                line[cell][:80],
            )
        assert any(faults), f"refused, and no cell says why: {page.faults()}"
        refused += sum(map(bool, faults))
        lines = [line for line, fault in zip(lines, faults, strict=True) if not fault]
        if not lines:
            return
    assert (page.status, page.address[:11]) == (200, "/documents/")
    assert refused >= REFUSED_AT_LEAST[cell]
    for typed, shown in zip(lines, shown_lines(page), strict=True):
        assert means(cell, shown[cell], typed[cell]), (typed[cell], shown[cell])
    assert cell != "goal" or printed(app, zhou, chen, page.address)


def means(cell: str, shown: str, typed: str) -> bool:
    """Whether a cell shows what was typed: words exactly, days and numbers by their value."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    if cell == "day":
        digits = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", plain) or re.findall(r"\d+", plain)
        numbers = digits.groups() if isinstance(digits, re.Match) else digits
        return [int(n) for n in shown.split("-")] == [int(n) for n in numbers]
    if cell == "frequency":
        return int(shown) == int(plain)
    return shown in NAMES and plain in shown if cell == "customer" else shown == posted(typed)


def printed(app: Flask, manager: Browser, author: Browser, address: str) -> bool:
    """Whether a paper with all these words can be made."""
    task = manager.get(manager.get("/").all("a", class_="row-title")[0].get("href"))
    manager.submit(task, action="/tasks/", button="kind=approve")
    with app.app_context():
        print_what_is_wanted()
    return author.get(f"{address}/pdf").response.mimetype == "application/pdf"


def test_every_value_in_the_head(chen: Browser) -> None:
    desk, accepted = Desk(chen), list[str]()
    for value in some("head", 60):
        page = desk.send(sheet([visit(0)], month=value, remarks=value))
        assert page.status == 422, value[:80]
        elements = by_id(page)
        assert fault_at(elements, "month") or "不在计划月份" in fault_at(elements, "lines-0-day"), value[:80]
        assert same(typed_in(elements, "month"), value), value[:80]
        assert same(typed_in(elements, "remarks"), value), value[:80]
        accepted += [] if fault_at(elements, "remarks") else [posted(value)]
    assert len(accepted) > 25
    for n, remarks in enumerate(joined(accepted, 300)):
        month = f"{2027 + n // 12}-{n % 12 + 1:02}"
        plan = sheet([visit(0, day=f"{month}-01")], month=month, remarks=remarks)
        assert shown_head(desk.send(plan))["备注"] == remarks


def test_every_value_at_once_is_kept_in_the_draft(chen: Browser) -> None:
    lines: list[Line] = [dict.fromkeys(CELLS, value) for value in corpus() if len(value) < 1000]
    elements = by_id(Desk(chen).send(sheet(lines), act="save"))
    for n, line in enumerate(lines):
        shown = [typed_in(elements, f"lines-{n}-{cell}") for cell in CELLS]
        assert all(same(text, line["day"]) for text in shown), (line["day"], shown)
