"""The page of a regulation: its editions by day, new and ended clauses, and where each demand leads."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from portal.core.clause import Clause
from portal.core.edition import Edition
from tests.pages import Browser

PAGE = "/regulations/customer-maintenance"
JULY, NEXT_YEAR = date(2026, 7, 1), date(2027, 1, 1)


@pytest.fixture
def editions(app: Flask) -> None:
    """R01 with a second edition that ends a clause and adds one, and a third to come."""
    chapters = app.extensions["catalogue"].chapters
    chapter = chapters["customer_maintenance"]
    later = (Edition("第二版", JULY, "删去着装，增加回访"), Edition("第三版", NEXT_YEAR))
    clauses = chapter.clauses | {
        "§1(1)": replace(chapter.clauses["§1(1)"], until=JULY),
        "§3": Clause("§3", "第三条", "每季度回访一次。", "由人完成。", since=JULY),
    }
    regulation = replace(chapter.regulation, editions=(*chapter.regulation.editions, *later))
    chapters["customer_maintenance"] = replace(chapter, regulation=regulation, clauses=clauses)


def test_today_shows_the_edition_in_force_with_what_is_new_and_ended(editions, chen: Browser) -> None:
    page = chen.get(PAGE)
    assert "第二版，自 2026-07-01 起施行" in page.text
    assert "删去着装，增加回访" in page.text
    assert "第三条 本版新增" in page.text and "第一条第1项 本版废止" in page.text
    links = [a.get("href") for a in page.all("nav", **{"aria-label": "各个版本"})[0].iter("a")]
    assert links == [f"{PAGE}?on={day}" for day in ("2027-01-01", "2026-07-01", "2026-01-01")]


@pytest.mark.parametrize(
    ("day", "edition", "new", "ended"),
    [
        ("2026-06-30", "2026年版，自 2026-01-01 起施行", False, False),
        ("2026-07-01", "第二版", True, True),
        ("2027-01-01", "第三版，自 2027-01-01 起施行（还没到）", False, False),
    ],
)
def test_another_day_shows_its_edition(editions, chen: Browser, day, edition, new, ended) -> None:
    page = chen.get(f"{PAGE}?on={day}")
    assert page.status == 200 and edition in page.text
    assert ("本版新增" in page.text, "本版废止" in page.text) == (new, ended)
    assert ("每季度回访" in page.text) is (day >= "2026-07-01")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("", "请填写"),
        ("明天", "日期请写成 2026-12-01 这样"),
        ("2026-02-30", "没有这一天"),
        ("2025-12-31", "2025-12-31 还没有施行，首版自 2026-01-01 起"),
    ],
)
def test_a_day_that_is_none_is_said_above_todays_edition(chen: Browser, day: str, why: str) -> None:
    page = chen.get(f"{PAGE}?on={day}")
    assert (page.status, page.faults()) == (422, [f"{why}。下面是 2026年版。"])


def test_a_demand_leads_to_its_sheet_its_papers_or_its_parameter_and_says_whom(
    chen: Browser, zhou: Browser
) -> None:
    def places(browser: Browser) -> dict[str, str]:
        return {"".join(a.itertext()): a.get("href") for a in browser.get(PAGE).all("a")}

    plan, due = "月度巡访计划表（F01-1），保存 3 年", "参数：月度巡访计划表：上月哪一个工作日前提交"
    assert places(chen)[plan] == "/forms/f01-1/new"
    assert places(zhou)[plan] == "/documents?form=F01-1"
    assert zhou.get(places(zhou)[plan]).status == 200
    assert places(zhou)[due] == f"{PAGE}/parameters/plan-due"
    told = chen.get(PAGE).text
    assert "月度巡访计划表：审核 办事处经理" in told
    assert "义务：每月月度巡访计划，计划月份开始前，哪一天见参数 业务经理" in told
