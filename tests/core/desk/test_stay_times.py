"""停留时间: everybody his own, heads those below, whoever reads the figures all; never a paper's title."""

import pytest
from flask import Flask

from portal.core.desk.stay_words import Scale
from portal.core.facts import Month
from portal.core.spreadsheets.calamine import sheets_of
from portal.demonstration.company import settle
from tests.conftest import TestClock, signed_in
from tests.core.desk.matrix import PEOPLE
from tests.pages import Browser, Page
from tests.plans import plan

pytestmark = pytest.mark.both_databases
PLACE = "/statistics/stays"


@pytest.fixture
def decided(app: Flask, clock: TestClock) -> None:
    """A plan of 陈立 lay two working hours with 周敏, one of 吴桐 ten with 何清, another still lies there."""
    paper = plan(app)
    clock.advance(hours=3)
    with app.app_context():
        settle(paper, "approve")
    clock.advance(hours=-3)
    paper = plan(app, number="1004")
    plan(app, number="1004", month=Month(2027, 1))
    clock.advance(hours=27)
    with app.app_context():
        settle(paper, "return")


def rows(page: Page) -> list[list[str]]:
    """The figures, row by row."""
    assert page.status == 200, page.faults()
    tables = [t for t in page.all("table") if "平均停留" in "".join(t.itertext())]
    found = [row for table in tables for body in table.iter("tbody") for row in body.iter("tr")]
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in found]


def test_everybody_sees_what_is_his_to_see(app: Flask, decided: None) -> None:
    zhou, he = ["周敏 1003", "1", "2 小时", "2 小时"], ["何清 1005", "1", "1.2 个工作日", "1.2 个工作日"]
    both = [he, zhou, ["合计", "2", "6 小时", "1.5 个工作日"]]
    seen = {"周敏": [zhou, ["合计", *zhou[1:]]], "何清": [he, ["合计", *he[1:]]]}
    seen |= dict.fromkeys(("王岚", "方正平", "许文", "沈知"), both)
    for name, number in PEOPLE.items():
        assert rows(signed_in(app, number).get(f"{PLACE}?by=person")) == seen.get(name, []), name
    assert rows(signed_in(app, "1014").get(PLACE)) == both, "严静, compliance officer"


def test_whoever_leads_nobody_reads_of_himself(app: Flask, decided: None) -> None:
    page = signed_in(app, "1001").get(PLACE)
    assert "我的停留时间" in page.text
    assert "这几个月没有你办过的单据" in page.text
    assert "我的停留时间" not in signed_in(app, "1003").get(PLACE).text


@pytest.mark.parametrize(
    ("by", "first"),
    [
        ("unit", "华南办事处"),
        ("step", "月度巡访计划表 审核"),
        ("month", "2026-11"),
    ],
)
def test_it_is_told_by_unit_by_step_and_by_month(app: Flask, decided: None, by: str, first: str) -> None:
    found = rows(signed_in(app, "1006").get(f"{PLACE}?by={by}"))
    assert found[0][0] == first
    assert found[-1] == ["合计", "2", "6 小时", "1.5 个工作日"]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"since": "2026-11", "until": "2026-11"}, "2"),
        ({"since": "2026-09", "until": "2026-10"}, None),
        ({"since": "2026-12", "until": "2027-01"}, None),
        ({"form": "F01-1"}, "2"),
        ({"form": "F01-6"}, None),
        ({"unit": "3"}, "1"),
    ],
)
def test_filters_narrow(app: Flask, decided: None, asked: dict, count: str | None) -> None:
    found = rows(signed_in(app, "1006").get(PLACE, query_string=asked))
    assert (found[-1][1] if found else None) == count


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"since": "2026-13"}, "月份请写成 2026-12 这样"),
        ({"since": "2026-12", "until": "2026-11"}, "不能早于开始月份"),
        ({"form": "F99-9"}, "没有这一项，请重新选"),
        ({"unit": "999"}, "没有这一项，请重新选"),
        ({"unit": "'"}, "没有这一项，请重新选"),
        ({"by": "title"}, "没有这一项，请重新选"),
    ],
)
def test_a_bad_filter_is_said_at_its_place_and_the_rest_stays(
    app: Flask, decided: None, asked: dict, fault: str
) -> None:
    page = signed_in(app, "1006").get(PLACE, query_string={"since": "2026-10", "by": "month"} | asked)
    assert (page.status, page.faults()) == (422, [fault])
    kept = dict(page.fields(PLACE))
    assert kept["since"] == asked.get("since", "2026-10")
    assert kept["by"] == ("month" if "by" not in asked else "person")
    answer = signed_in(app, "1006").get(f"{PLACE}.xlsx", query_string=asked)
    assert (answer.status, answer.faults()) == (422, [fault])


def test_a_strange_unit_is_not_offered(app: Flask, decided: None) -> None:
    offered = {o.get("value") for o in signed_in(app, "1003").get(PLACE).all("option")}
    assert "3" in offered
    assert signed_in(app, "1003").get(f"{PLACE}?unit=4").status == 422


def test_what_lies_longest_is_linked_for_whoever_may_open_it(app: Flask, decided: None) -> None:
    for number, sees in (("1005", True), ("1006", True), ("1003", False), ("1014", False), ("1009", False)):
        page = signed_in(app, number).get(PLACE)
        links = [a.get("href") for a in page.all("a", class_="row-title")]
        assert links == (["/documents/3"] if sees else []), number
        assert ("1.2 个工作日" in page.text.partition("现在放得最久的")[2]) is sees
    assert "月度巡访计划 2026年12月" not in signed_in(app, "1006").get(PLACE).text, "no titles in the figures"


def test_the_workbook_has_the_same_rows_in_hours(app: Flask, decided: None) -> None:
    answer = signed_in(app, "1006").client.get(f"{PLACE}.xlsx?by=person")
    (lines,) = sheets_of(answer.data).values()
    assert [list(map(str, line)) for line in lines[1:]] == [
        ["何清", "1005", "1", "10.0", "10.0"],
        ["周敏", "1003", "1", "2.0", "2.0"],
    ]


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "不到 1 分钟"), (0.4, "不到 1 分钟"), (1, "1 分钟"), (59.4, "59 分钟"), (59.6, "1 小时"),
        (90, "1.5 小时"), (479, "8 小时"), (480, "1 个工作日"), (600, "1.2 个工作日"), (4800, "10 个工作日"),
    ],
)  # fmt: skip
def test_spans_are_told_as_people_say_them(minutes: float, told: str) -> None:
    assert Scale(480).told(minutes) == told


def test_the_menu_leads_there(chen: Browser) -> None:
    assert "停留时间" in ["".join(a.itertext()).strip() for a in chen.get("/").all("a", href=PLACE)]
