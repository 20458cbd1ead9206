"""草稿: what tells one draft from another, and throwing one away."""

from tests.pages import Browser


def test_a_draft_is_told_by_its_month_and_how_many_lines_were_used(chen: Browser) -> None:
    page = chen.get("/forms/f01-1/new")
    chen.submit(page, button="act=save", **{"lines-0-route": "滨江", "lines-3-goal": "订货"})
    chen.submit(chen.get("/forms/f01-1/new"), button="act=save", month="2027-01")
    titles = ["".join(a.itertext()) for a in chen.get("/drafts").all("a", class_="row-title")]
    assert titles == ["月度巡访计划表 · 2027-01", "月度巡访计划表 · 2026-12 · 2 行"]


def test_a_draft_thrown_away_is_gone_and_a_second_click_does_no_harm(chen: Browser) -> None:
    chen.submit(chen.get("/forms/f01-1/new"), button="act=save")
    page = chen.get("/drafts")
    assert "草稿已删除" in chen.submit(page, action="/drafts/").text
    assert "没有草稿" in chen.submit(page, action="/drafts/").text
