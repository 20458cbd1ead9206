"""R09 §5.2: the inventory F09-9 says what register and count say, and is signed by the manager."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select

from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.web.context import today
from portal.domain.assets.counting import close_count, open_count, scan
from portal.extensions import db, writing
from portal.regulations.it_service.facts import DifferenceLine, Inventory
from portal.regulations.it_service.rules.inventory import (
    inventory_refusals,
    wrong_differences,
    wrong_figures,
)
from tests.conftest import signed_in
from tests.core.org.changes import take_post, unit
from tests.domain.assets.register import COLLEAGUE, KEEPER, LEAD, registered, staffed
from tests.domain.complaints.acts import decided
from tests.pages import Browser, Page
from tests.terms import TERMS

MANAGER = "1013"
FIGURES = {"in_use": 3, "in_store": 1, "in_repair": 0, "scrapped": 1}
FIGURES |= {"expected": 4, "present": 3, "missing": 1, "foreign": 2}
FOUND = {"ZC-2026-0001": "没有找到", "6901": "不是登记的编号"}
LINES = tuple(
    DifferenceLine(key=f"{n:08}", asset=code, what=what, handled="再找一次")
    for n, (code, what) in enumerate(FOUND.items())
)
SAID = Inventory(day=TERMS.day, count=Ref(1, "PD1", "全部部门"), **FIGURES, differences=LINES)


def told(refusals: Any) -> list[tuple[Any, ...]]:
    return [refusal.path for refusal in refusals]


@pytest.mark.parametrize(("days", "refused"), [(-1, []), (0, []), (1, [("day",)])])
def test_r09_5_2_made_on_a_day_that_has_come(days: int, refused: list[Any]) -> None:
    said = replace(SAID, day=TERMS.day + timedelta(days=days))
    assert told(inventory_refusals(said, TERMS)) == refused


@pytest.mark.parametrize("name", FIGURES)
def test_r09_5_2_each_figure_is_that_of_the_records(name: str) -> None:
    assert not told(wrong_figures(SAID, FIGURES))
    assert told(wrong_figures(SAID, FIGURES | {name: FIGURES[name] + 1})) == [(name,)]


def test_r09_5_2_each_difference_stands_once_and_no_other() -> None:
    assert not told(wrong_differences(SAID, FOUND))
    twice = replace(SAID, differences=(*LINES, LINES[0]))
    assert told(wrong_differences(twice, FOUND)) == [("differences", 2, "asset")]
    other = replace(SAID, differences=(replace(LINES[0], what="登记为报废"), LINES[1]))
    assert told(wrong_differences(other, FOUND)) == [("differences", 0, "what")]
    (left,) = wrong_differences(replace(SAID, differences=LINES[:1]), FOUND)
    assert left.message == "还有差异没有写：6901"
    assert told(wrong_differences(SAID, {})) == [("differences", 0, "asset"), ("differences", 1, "asset")]
    many = dict.fromkeys(map(str, range(6)), "没有找到")
    (left,) = wrong_differences(replace(SAID, differences=()), many)
    assert left.message.endswith("4等 6 个")


@pytest.fixture
def keeper(app: Flask) -> Browser:
    """Who keeps the register, with four assets, one scrapped, and what a closed count of them found."""
    staffed(app)
    take_post(app, MANAGER, "project_manager", "OPS")
    with app.app_context():
        registered(3, warranty=today() + timedelta(days=60))
        registered(state="备用", code="SOUTH", warranty=today() + timedelta(days=61))
        registered(state="报废", warranty=today())
        with writing():
            count_id = open_count(None, 1, this_moment()).id
        with writing():
            for code in (
                "ZC-2026-0002",
                "ZC-2026-0003",
                "ZC-2026-0004",
                "ZC-2026-0004",
                "ZC-2026-0005",
                "6901",
            ):
                scan(count_id, code, 1, this_moment())
        with writing():
            close_count(count_id, 1, this_moment())
    return signed_in(app, KEEPER)


def send(keeper: Browser, page: Page, **typed: str) -> Page:
    handled = {f"differences__{n}__handled": "再找一次" for n in range(3)}
    return keeper.submit(page, "/forms/f09-9", button="act=send", **(handled | typed))


@pytest.mark.both_databases
def test_r09_5_2_it_begins_with_the_count_is_held_to_it_and_signed(app: Flask, keeper: Browser) -> None:
    count = keeper.get("/assets/counts/1")
    assert "填写资产统计表" in count.text
    page = keeper.get("/forms/f09-9/new?of=count-1")
    fields = dict(page.fields("/forms"))
    assert [fields[name] for name in FIGURES] == ["3", "1", "0", "1", "4", "3", "1", "2"]
    assert [fields[f"differences-{n}-asset"] for n in range(3)] == ["ZC-2026-0001", "ZC-2026-0005", "6901"]
    wrong = send(keeper, page, present="4")
    assert wrong.status == 422 and "按登记和盘点，找到是 3" in wrong.text
    sent = send(keeper, page)
    assert "应有 4、找到 3、差异 3" in sent.text, sent.faults()
    with app.app_context():
        paper = db.session.scalars(select(Document.id).filter_by(type="F09-9")).one()
        assert decided(paper, {}) == ["经理签字"]
    assert "已有统计表 ZT-2026-001" in keeper.get("/assets/counts/1").text
    again = send(keeper, keeper.get("/forms/f09-9/new"))
    assert "这次盘点已经有统计表 ZT-2026-001" in again.text


@pytest.mark.both_databases
def test_r09_5_2_a_count_of_a_unit_is_reported_with_that_unit_s_figures(app: Flask, keeper: Browser) -> None:
    with app.app_context():
        with writing():
            count_id = open_count(unit("SOUTH").id, 1, this_moment()).id
        assert "填写资产统计表" not in keeper.get(f"/assets/counts/{count_id}").text, "it is not closed"
        with writing():
            close_count(count_id, 1, this_moment())
    fields = dict(keeper.get("/forms/f09-9/new").fields("/forms"))
    assert fields["count"].startswith("华南办事处 2026-11-23")
    assert [fields[name] for name in FIGURES] == ["0", "1", "0", "0", "1", "0", "1", "0"]


def test_r09_5_2_the_list_of_assets_is_read_by_operations(app: Flask, keeper: Browser) -> None:
    listed = signed_in(app, COLLEAGUE).get("/reports/f09-9t?first=2026-01&last=2026-10").text
    assert "2026-11-23" in listed, "it is the register of today, whatever was asked"
    assert "ZC-2026-0001" in listed and "华南办事处" in listed
    assert signed_in(app, "1001").get("/reports/f09-9t").status == 404


def test_r09_5_2_keepers_are_told_of_warranties_that_end_within_sixty_days(
    app: Flask, keeper: Browser
) -> None:
    assert "保修 60 天内到期 3 件" in keeper.get("/").text, "neither on the 61st day nor of what is scrapped"
    assert "保修 60 天内到期 3 件" in signed_in(app, LEAD).get("/").text
    assert "保修" not in signed_in(app, COLLEAGUE).get("/").text
    assert len(keeper.get("/assets?within=60").all("tr")) == 4
