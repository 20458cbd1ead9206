"""A signer's edit stays within the cells of his step, on the version he saw, whatever he posts."""

import pytest

from tests.hostile.sheets import COLUMNS, Desk, sheet, shown_head, shown_lines, visit
from tests.hostile.values import words
from tests.pages import Browser, Page

THREE = [visit(0, goal="甲"), visit(1, goal="乙"), visit(2, goal="丙")]


@pytest.fixture
def task(chen: Browser, zhou: Browser) -> str:
    """周敏's turn on a plan of three visits."""
    assert "已提交" in Desk(chen).send(sheet(THREE)).text
    return str(zhou.get("/").all("a", class_="row-title")[0].get("href"))


def edited(zhou: Browser, task: str, **typed: str) -> Page:
    return zhou.submit(zhou.get(f"{task}/sheet"), button="act=send", **typed)


def test_the_month_is_not_his_to_change(zhou: Browser, task: str) -> None:
    page = edited(zhou, task, month="2027-01", remarks="补充")
    assert shown_head(page)["计划月份"] == "2026年12月"
    assert [words(ins) for ins in page.all("ins")] == ["补充"]


def test_two_lines_with_one_key_do_not_hide_a_change(zhou: Browser, task: str) -> None:
    key = dict(zhou.get(f"{task}/sheet").fields())["lines-0-key"]
    page = edited(zhou, task, lines__1__key=key, lines__1__goal="丁")
    told = page.text
    assert "删去" in told and "新增" in told, "the second line is a new one, the old one is struck out"
    goals = [line["goal"] for line in shown_lines(page)]
    assert goals == ["甲", "丁", "乙", "丙"] or goals == ["甲", "乙", "丁", "丙"]


@pytest.mark.parametrize("key", ["", "zzzzzzzz", "\x00"])
def test_a_forged_key_makes_a_new_line_and_strikes_the_old_one_out(
    zhou: Browser, task: str, key: str
) -> None:
    page = edited(zhou, task, lines__0__key=key)
    marks = [words(e) for e in page.all("span", class_="mark-word")]
    assert sorted(marks) == ["删去", "新增"]


def test_a_version_that_he_did_not_see_is_not_edited(zhou: Browser, task: str) -> None:
    for seen in ("", "0", "-1", "٣", "9" * 5000, "x", "\x00"):
        page = edited(zhou, task, seen=seen, lines__0__goal="丁")
        assert "这张单据在你打开之后改过" in page.text, seen[:80]
    assert not zhou.get(task).all("ins")


def test_copied_cells_come_from_the_register(zhou: Browser, task: str) -> None:
    page = edited(zhou, task, lines__0__grade="S", lines__0__id="7", lines__0__customer="𠮷祥灯饰")
    assert COLUMNS[2] == "grade"
    assert "A B" in page.text and "S" not in [words(e) for e in page.all("ins")]


def test_a_stranger_edits_nothing(wu: Browser, task: str) -> None:
    assert wu.get(f"{task}/sheet").status == 404
    own = dict(wu.get("/forms/f01-1/new").fields())["csrf_token"]
    typed = dict(sheet(THREE)) | {"csrf_token": own, "act": "send"}
    assert wu.post(f"{task}/sheet", typed).status == 404
