"""What nobody fills: a report as its readers see it, on paper and in Excel; pages and the chart of a flow."""

import io
import re

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from tests.conftest import TestClock, signed_in
from tests.core.cases.repairs import opened
from tests.core.printing.papers import text_of
from tests.pages import Browser


def lines(browser: Browser, path: str = "/reports/f98-3") -> list[list[str]]:
    """The report's rows and its foot, without the serial column."""
    page = browser.get(path)
    assert page.status == 200, page.faults()
    rows = [["".join(cell.itertext()).strip() for cell in row if cell.tag == "td"] for row in page.all("tr")]
    return [row for row in rows if row]


@pytest.mark.both_databases
def test_a_report_counts_what_its_reader_may_see(app: Flask, chen: Browser, wu: Browser, su: Browser) -> None:
    opened(chen)
    opened(chen)
    opened(wu, device="打印机")
    east, south = signed_in(app, "1003"), signed_in(app, "1005")
    assert lines(east) == [["1", "空调报修", "2"], ["", "2"]]
    assert lines(south) == [["1", "打印机报修", "1"], ["", "1"]]
    everything = [["1", "打印机报修", "1"], ["2", "空调报修", "2"], ["", "3"]]
    assert lines(su) == lines(signed_in(app, "1007")) == everything
    for stranger in (chen, signed_in(app, "1009"), signed_in(app, "1006")):
        for place in ("", "/pdf", "/xlsx"):
            assert stranger.get(f"/reports/f98-3{place}").status == 404
        assert "报修统计" not in stranger.get("/forms").text


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ("since=2026-12", "还没有到这个月"),
        ("since=2026-11&until=2026-10", "开始月份不能晚于结束月份"),
        ("since=2026-07&until=2026-10", "最多统计 3 个月"),
        ("since=abc", "应为"),
    ],
)
def test_months_that_cannot_be_reported_are_told_at_the_field(app: Flask, asked: str, fault: str) -> None:
    zhou = signed_in(app, "1003")
    page = zhou.get(f"/reports/f98-3?{asked}")
    assert page.status == 422
    assert fault in page.text or page.all("input", **{"aria-invalid": "true"})
    assert zhou.get(f"/reports/f98-3/xlsx?{asked}").status == 422


def test_a_report_of_several_months_and_on_the_first_of_one(
    app: Flask, chen: Browser, clock: TestClock
) -> None:
    opened(chen, day="2026-10-12")
    opened(chen, day="2026-11-20")
    zhou = signed_in(app, "1003")
    assert lines(zhou)[-1] == ["", "1"]
    assert lines(zhou, "/reports/f98-3?since=2026-10&until=2026-11")[-1] == ["", "2"]
    clock.advance(days=8)  # 1 December
    page = signed_in(app, "1003").get("/reports/f98-3")
    assert "2026年11月" in page.text and "2026-11-30" in page.text


def test_a_report_is_printed_with_its_signature_boxes_and_exported(
    app: Flask, chen: Browser, tmp_path
) -> None:
    opened(chen, device="=1+1")
    zhou = signed_in(app, "1003")
    text = text_of(zhou.client.get("/reports/f98-3/pdf").data, tmp_path, "-layout")
    assert all(words in text for words in ("=1+1报修", "合计", "办事处经理", "F98-3 · 2026-11 · 校验", "■"))
    assert re.search(r"第\s*1\s*页\s*共\s*1\s*页", text)
    content = zhou.client.get("/reports/f98-3/xlsx").data
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows == [["设备", "报修次数"], ["=1+1报修", "1"], ["合计", "1"]]


def test_a_static_page_is_read_and_printed_by_everybody(app: Flask, wu: Browser, tmp_path) -> None:
    assert "报修须知" in wu.get("/forms").text and "报修须知" in wu.get("/regulations/repairs").text
    page = wu.get("/pages/f98-4")
    assert all(words in page.text for words in ("先断电", "安全", "空调", "物业"))
    text = text_of(wu.client.get("/pages/f98-4/pdf").data, tmp_path)
    assert all(words in text for words in ("先断电", "物业", "第一条", "F98-4"))
    assert wu.get("/pages/f98-9").status == 404


def test_a_chart_is_drawn_from_the_flow_and_told_to_those_who_do_not_see_it(
    app: Flask, chen: Browser, tmp_path
) -> None:
    (picture,) = chen.get("/pages/f07-4l").all("svg")
    told = "".join(picture.find("desc").itertext()).split("；")
    assert told[0].strip() == "销售代表填写（第三条第2项）"
    assert "由合规专员合规审查（反不正当竞争法第八条），可以退回" in told[2] and "是则" in told[2]
    shown = "".join(word.text or "" for word in picture.iter("text"))
    for words in ("填写费用借支单", "1　检核", "销售部经理，签名", "2　合规审查", "否", "退回", "批准后生效"):
        assert words in shown
    names = {picture.get("aria-labelledby", "").split()[0], picture.find("title").get("id")}
    assert len(names) == 1
    text = text_of(chen.client.get("/pages/f07-4l/pdf").data, tmp_path)
    assert "合规审查" in text and "费用借支审批流程图" in text.replace(" ", "")


def test_the_list_of_forms_and_the_regulation_lead_to_boards_reports_and_pages(app: Flask) -> None:
    zhou = signed_in(app, "1003")
    for page in (zhou.get("/forms"), zhou.get("/regulations/repairs")):
        places = {a.get("href") for a in page.all("a", class_="row-title")}
        assert {"/cases/f98-1", "/reports/f98-3", "/pages/f98-2l", "/pages/f98-4"} <= places
    text = zhou.get("/regulations/repairs").text
    assert all(
        words in text for words in ("报修单：维修阶段", "报修统计（F98-3），自动统计", "维修验收流程图")
    )
