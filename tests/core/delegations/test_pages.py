"""委托 as people meet it: entering, the banners, the principal's tasks in the inbox, taking it back."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.extensions import writing
from tests.conftest import TestClock, signed_in
from tests.core.delegations.delegating import let, turns
from tests.core.notices.outbox import notices
from tests.core.org.changes import person
from tests.pages import Browser, Page
from tests.plans import plan, task_of

ZHOU, HE, SHEN = "1003", "1005", "1009"
LATER = {"until_day": "2026-12-01", "reason": "参加展会"}


def enter(browser: Browser, place: str = "/delegations", **typed: str) -> Page:
    """The form as a browser posts it: one radio, the ticks that were made."""
    page = browser.get(place)
    fields = {n: text for n, text in page.fields(place) if n not in ("scope", "forms")}
    ticked = [("forms", code) for code in typed.pop("forms", "").split()]
    filled = fields | {"scope": "some" if ticked else "all"} | typed
    return browser.post(place, [*filled.items(), *ticked])


def banner(page: Page) -> str:
    told = [text for aside in page.all("aside", class_="notice banner") for text in aside.itertext()]
    return " ".join(" ".join(told).split())


def test_from_today_without_a_time_is_at_once(app: Flask, zhou: Browser, he: Browser) -> None:
    plan(app)
    done = enter(zhou, delegate="何清", **LATER)
    assert "已委托何清代为办理：2026-11-23 10:00 至 2026-12-01（不含），已通知本人。" in done.text
    assert banner(done) == "你已委托何清代为办理，至 2026-12-01（不含）。 收回"
    assert banner(he.get("/mine")) == "你正在代周敏办理，至 2026-12-01（不含）。"
    assert banner(signed_in(app, "1006").get("/")) == ""
    assert notices(app, HE) == [
        "周敏委托你代为办理：2026-11-23 10:00 至 2026-12-01（不含），全部表单。现有待办 1 件"
    ]


def test_days_and_times_begin_and_end_to_the_minute(app: Flask, zhou: Browser, clock: TestClock) -> None:
    times = {"since_day": "2026-11-24", "since_time": "09:30", "until_time": "17:00"}
    done = enter(zhou, delegate="1005", **LATER | times)
    assert "2026-11-24 09:30 至 2026-12-01 17:00（不含）" in done.text
    assert (banner(zhou.get("/")), "未开始" in zhou.get("/delegations").text) == ("", True)
    clock.advance(hours=23, minutes=30)
    zhou = signed_in(app, ZHOU)
    assert "至 2026-12-01 17:00（不含）" in banner(zhou.get("/"))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"delegate": ""}, "请填受托人"),
        ({"delegate": "没这人"}, "没有找到同事「没这人」，请从提示中选择"),
        ({"delegate": "周敏"}, "不能委托给本人"),
        ({"since_day": ""}, "请填写"),
        ({"since_day": "2026-11-22"}, "不能早于现在；今天开始的，时间可以不填，就从现在起"),
        ({"since_time": "9:59"}, "不能早于现在；今天开始的，时间可以不填，就从现在起"),
        ({"since_time": "25:00"}, "时间请写成 08:30 这样，从 00:00 到 23:59"),
        ({"until_day": "明天"}, "日期请写成 2026-12-01 这样"),
        ({"until_day": "2026-11-23"}, "要晚于开始的时间"),
        ({"until_day": "2027-06-01"}, "一次最多委托 180 天"),
        ({"reason": " "}, "请写明原因"),
        ({"scope": "some"}, "请勾选要委托的表单"),
        ({"scope": "什么"}, "请从列出的表单中选择"),
        ({"forms": "F07-6"}, "请从列出的表单中选择"),
        ({"forms": "F01-1", "scope": "all"}, "选了全部表单，又勾选了其中几种，请只留一样"),
    ],
)
def test_every_fault_stands_at_its_field_and_what_was_typed_is_kept(zhou: Browser, typed, fault) -> None:
    page = enter(zhou, **{"delegate": "何清", **LATER, **typed})
    assert (page.status, page.faults()) == (422, [fault])
    kept = dict(page.fields("/delegations"))
    shown = {name: text for name, text in typed.items() if name not in ("scope", "forms", "reason")}
    assert {name: kept[name] for name in shown} == shown


def test_two_colleagues_of_one_name_need_the_number(app: Flask, zhou: Browser) -> None:
    with app.app_context(), writing():
        person("1004").name = "何清"
    (fault,) = enter(zhou, delegate="何清", **LATER).faults()
    assert "对应多个同事：何清 1004、何清 1005，请写明编码" in fault
    assert "已委托何清" in enter(zhou, delegate="何清 1005", **LATER).text


def test_rule_6_the_principals_tasks_stand_in_the_inbox_marked_and_counted(
    app: Flask, zhou: Browser, he: Browser
) -> None:
    document_id = plan(app)
    task = task_of(app, document_id, ZHOU)
    assert he.get(f"/tasks/{task}").status == he.get(f"/documents/{document_id}").status == 404
    enter(zhou, delegate="何清", forms="F01-1", **LATER)
    inbox = he.get("/")
    assert "代 周敏" in inbox.text
    assert [e.text for e in inbox.all("span", class_="pill")] == ["1"]
    assert "你正在代周敏办理（月度巡访计划表）" in banner(inbox)
    assert "代 周敏" not in zhou.get("/").text
    paper = he.get(f"/documents/{document_id}")
    assert "代周敏办理" in paper.text
    assert "这一步轮到周敏，你受委托代为办理。" in he.get(f"/tasks/{task}").text


def test_whoever_wrote_it_is_told_that_he_cannot_decide_it(app: Flask, chen: Browser) -> None:
    """Also as the delegate of whoever should: 陈立 wrote it, 林可 acts for him, both act for 周敏."""
    document_id = plan(app)
    let(app, ZHOU, "1001")
    let(app, "1001", "1002")
    for browser in (chen, signed_in(app, "1002")):
        for place in (f"/tasks/{task_of(app, document_id, ZHOU)}", f"/documents/{document_id}"):
            page = browser.get(place)
            assert "不能由你审批" in page.text
            assert not page.all("button", name="kind")
            assert "去处理" not in page.text


def test_rule_9_a_link_to_what_the_principal_has_decided_himself_leads_to_the_inbox(
    app: Flask, zhou: Browser, he: Browser
) -> None:
    task = f"/tasks/{task_of(app, plan(app), ZHOU)}"
    let(app, ZHOU, HE)
    assert he.get(task).address == task
    zhou.submit(zhou.get(task), f"{task}/decision", button="kind=approve")
    assert (he.get(task).status, he.get(task).address) == (200, "/")
    assert zhou.get(task).address.startswith("/documents/")


def test_taking_back_asks_once_and_holds_at_once(app: Flask, zhou: Browser, he: Browser) -> None:
    plan(app)
    page = enter(zhou, delegate="何清", **LATER)
    (link,) = {a.get("href", "") for a in page.all("a") if a.text == "收回"}
    asked = zhou.get(link)
    assert turns(app, HE)
    assert "周敏 委托 何清" in asked.text
    done = zhou.submit(asked, "/delegations/")
    assert (banner(done), "已收回" in done.text) == ("", True)
    assert turns(app, HE) == []
    assert banner(he.get("/")) == ""
    assert "不用再收回" in zhou.submit(asked, "/delegations/").text
    assert "不用再收回" in zhou.get(link).text


def test_the_delegate_cannot_take_it_back(app: Flask, he: Browser) -> None:
    place = f"/delegations/{let(app, ZHOU, HE)}/ending"
    assert he.get(place).status == 404
    assert "周敏 → 何清" in he.get("/delegations").text
    assert not [a for a in he.get("/delegations").all("a") if a.text == "收回"]


def test_the_administrator_delegates_for_whoever_fell_ill(app: Flask, shen: Browser) -> None:
    place = "/delegations/of/3"
    assert place in [a.get("href") for a in shen.get("/organisation/people/3").all("a")]
    done = enter(shen, place, delegate="何清", **LATER)
    assert "由沈知登记" in done.text
    assert (len(notices(app, ZHOU)), len(notices(app, HE))) == (1, 1)
    assert enter(shen, place, delegate="沈知", **LATER).faults() == ["不能替别人登记委托给自己"]
    (link,) = [a for a in done.all("a") if a.text == "收回"]
    assert "已收回" in shen.submit(shen.get(link.get("href", "")), "/delegations/").text
    assert (len(notices(app, ZHOU)), len(notices(app, HE))) == (2, 2)


def test_the_history_goes_back_page_by_page(app: Flask, zhou: Browser, clock: TestClock) -> None:
    for hour in range(31):
        since = clock.moment + timedelta(hours=hour)
        let(app, ZHOU, HE, since=since, until=since + timedelta(hours=1))
    page = zhou.get("/delegations")
    assert page.text.count("周敏 → 何清") == 30
    (older,) = [a for a in page.all("a") if a.text == "更早的"]
    assert zhou.get(f"/delegations{older.get('href')}").text.count("周敏 → 何清") == 1


def test_an_opinion_that_met_an_expired_session_waits_for_the_delegate(
    app: Flask, zhou: Browser, he: Browser, clock: TestClock
) -> None:
    task = f"/tasks/{task_of(app, plan(app), ZHOU)}"
    let(app, ZHOU, HE)
    page = he.get(task)
    clock.advance(hours=3)
    he.submit(page, f"{task}/decision", button="kind=return", opinion="请补充频次")
    assert "请补充频次" in signed_in(app, HE).get(task).text
