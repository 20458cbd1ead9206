"""The board and the list of cases, the Excel list, and the dossier as it is printed."""

import io
import re
import zipfile

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from portal.core.cases.queries import AT_A_GLANCE, MOST_ENTRIES
from portal.core.desk.lists import PAGE
from tests.core.cases.repairs import act, decided, filed, opened
from tests.core.printing.papers import text_of
from tests.pages import Browser, Page
from tests.questions import count

MOST = 12


def titles(page: Page) -> list[str]:
    return ["".join(a.itertext()).strip() for a in page.all("a", class_="row-title")]


@pytest.mark.both_databases
def test_the_board_shows_a_few_of_each_stage_and_leads_to_all(app: Flask, chen: Browser) -> None:
    first = opened(chen, device="打印机")
    for number in range(AT_A_GLANCE + 1):
        opened(chen, device=f"空调{number}")
    act(chen, first, "moved:repair")
    board = chen.get("/cases/f98-1")
    assert titles(board) == [f"空调{n}报修" for n in range(AT_A_GLANCE, 0, -1)] + ["打印机报修"]
    assert f"全部 {AT_A_GLANCE + 1} 件" in board.text
    assert titles(chen.get("/cases/f98-1?stage=repair")) == ["打印机报修"]
    assert titles(chen.get("/cases/f98-1?q=空调3")) == ["空调3报修"]
    assert len(titles(chen.get("/cases/f98-1?stage=accepted"))) == AT_A_GLANCE + 1
    assert chen.get("/cases/f98-1?stage=nowhere").status == 422
    assert chen.get("/cases/f01-1").status == 404


def test_a_list_is_leafed_within_its_stage(app: Flask, chen: Browser) -> None:
    for number in range(PAGE + 2):
        opened(chen, device=f"空调{number}")
    page = chen.get("/cases/f98-1?stage=accepted")
    (more,) = [a.get("href") for a in page.all("a") if "before=" in a.get("href", "")]
    older = titles(chen.get(more))
    assert len(titles(page)) == PAGE
    assert older == ["空调1报修", "空调0报修"]


def test_pages_ask_the_same_however_many_cases_and_entries_there_are(app: Flask, chen: Browser) -> None:
    case = opened(chen)
    paper = filed(chen, case)
    places = ("/cases/f98-1", "/cases/f98-1?q=空调", "/cases/f98-1/xlsx", case, paper.address)
    few = [count(app, chen, place) for place in places]
    for number in range(6):
        act(chen, opened(chen, device=f"空调{number}"), "moved:repair")
        act(chen, case, "noted:progress", f"第{number}次")
        filed(chen, case)
    assert [count(app, chen, place) for place in places] == few
    assert max(few) <= MOST + 4  # as dear as a paper with route and comments, its clocks, what keeps it open


def test_a_long_file_is_leafed_and_an_older_page_offers_no_act(app: Flask, chen: Browser) -> None:
    case = opened(chen)
    for number in range(MOST_ENTRIES):
        act(chen, case, "noted:progress", f"记录{number:03}")
    newest = chen.get(case)
    assert "记录059" in newest.text and "记录000" in newest.text and "陈立 立案" not in newest.text
    (earlier,) = [a.get("href") for a in newest.all("a") if a.get("href", "").startswith("?before=")]
    older = chen.get(f"{case}{earlier}")
    assert "陈立 立案" in older.text and "记录000" not in older.text
    assert not [b for b in older.all("button") if b.get("name") == "act"]


def test_the_excel_list_has_what_the_visitor_sees_and_no_formula(
    app: Flask, chen: Browser, wu: Browser
) -> None:
    case = opened(chen, device="=1+1")
    act(chen, case, "noted:progress", "=cmd()")
    content = chen.client.get("/cases/f98-1/xlsx").data
    rows = listed(content)
    assert rows[1][:2] == ["BX-202611-001", "=1+1报修"] and rows[1][-2:] == ["进展", "=cmd()"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert len(listed(wu.client.get("/cases/f98-1/xlsx").data)) == 1


def listed(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_the_dossier_is_one_pdf_each_paper_on_a_page_of_its_own(
    app: Flask, chen: Browser, zhou: Browser, tmp_path
) -> None:
    case = opened(chen)
    decided(app, filed(chen, case, "换了压缩机"))
    filed(chen, case, "加了氟")
    act(zhou, case, "noted:progress", "等备件")
    pages = text_of(chen.client.get(f"{case}/pdf").data, tmp_path, "-layout").split("\f")[:-1]
    assert len(pages) == 4
    for number, page in enumerate(pages, 1):
        assert re.search(rf"第\s*{number}\s*页\s*共\s*4\s*页", page)
        assert "卷宗 BX-202611-001" in page
    told = ["不制冷", "等备件", "换了压缩机", "加了氟"]
    assert [words in page for words, page in zip(told, pages, strict=True)] == [True] * 4
    assert "办理经过" in pages[1].replace(" ", "") and "WX-202611-001" in pages[1]
    assert "周敏" in pages[2] and "签核历程" in pages[2] and "BX-202611-001" in pages[2]
