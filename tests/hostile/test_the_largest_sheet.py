"""300 visits: the whole round stays quick; one more is refused in words."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from portal.core.printing.worker import print_what_is_wanted
from tests.hostile.sheets import Desk, sheet, shown_lines, visit
from tests.pages import Browser

WORDS = {"goal": "核对下月订货与库存，拜访负责人", "solution": "库存偏高，建议改小批补货并跟进回款"}
LINES = [visit(n, **WORDS) for n in range(300)]
MOST_SECONDS = {"refuse": 3, "keep": 3, "send": 3, "show": 2, "edit": 3, "decide": 3, "print": 40}


class Stopwatch(dict[str, float]):
    """Seconds of each part of the round."""

    @contextmanager
    def on(self, part: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self[part] = time.perf_counter() - began


def test_a_plan_of_300_visits_goes_the_whole_round(app: Flask, chen: Browser, zhou: Browser) -> None:
    desk, watch, key = Desk(chen), Stopwatch(), "c" * 32
    with watch.on("refuse"):
        refused = desk.send(sheet([*LINES[:299], visit(299, day="2027-01-01")]), key=key)
    assert refused.faults() == ["不在计划月份（2026年12月）内"]
    with watch.on("keep"):
        assert len(desk.send(sheet(LINES), key=key, act="save").fields()) > 2100
    with watch.on("send"):
        sent = desk.send(sheet(LINES), key=key)
    assert len(shown_lines(sent)) == 300
    with watch.on("show"):
        task = zhou.get(zhou.get("/").all("a", class_="row-title")[0].get("href"))
    with watch.on("edit"):
        changed = zhou.submit(zhou.get(f"{task.address}/sheet"), button="act=send", lines__299__goal="改期")
    assert len(changed.all("ins")) == 1
    with watch.on("decide"):
        zhou.submit(changed, action=task.address, button="kind=approve")
    with watch.on("print"), app.app_context():
        print_what_is_wanted()
    assert chen.get(f"{sent.address}/pdf").response.data.startswith(b"%PDF")
    print("\n300 visits:", ", ".join(f"{part} {seconds:.2f} s" for part, seconds in watch.items()))
    assert {p: s for p, s in watch.items() if s > MOST_SECONDS[p]} == {}


def test_one_visit_more_is_refused_and_nothing_is_lost(chen: Browser) -> None:
    page = Desk(chen).send(sheet([*LINES, visit(300)]))
    assert page.status == 422
    assert "巡访安排：最多 300 行，现在 301 行" in page.text
    assert dict(page.fields())["lines-300-customer"] == visit(300)["customer"]


def test_an_empty_plan_is_refused(chen: Browser) -> None:
    page = Desk(chen).send(sheet([dict.fromkeys(visit(0), "")] * 3))
    assert page.status == 422
    assert "巡访安排：至少填 1 行" in page.text
