"""The pages of configuration items: the list, an item, what it touches, what an audit finds."""

import pytest
from flask import Flask

from portal.core.web.context import today
from portal.domain.configuration.queries import PAGE
from portal.extensions import writing
from tests.conftest import signed_in
from tests.core.org.changes import person
from tests.pages import Page
from tests.regulations.it_service.incidents import ADMIN, DESK, LEAD, USER, ref, staffed
from tests.regulations.it_service.items import changed, line, registered

DRAWN = 'class="drawing"'


@pytest.fixture
def desk(app: Flask) -> Flask:
    staffed(app)
    return app


def titles(page: Page) -> list[str | None]:
    return [a.text for a in page.all("a", class_="row-title")]


def company() -> dict[str, int]:
    """A service on a system on two machines. Inside an app context."""
    switch = registered("核心交换机", "网络设备")
    server = registered("应用服务器", "服务器", (line(switch, "连接"),))
    system = registered("报表系统", "应用系统", (line(server),))
    service = registered("财务报表服务", "服务", (line(system, "依赖"),))
    return {"switch": switch, "server": server, "system": system, "service": service}


def test_only_those_who_work_on_tickets_read_the_register(desk: Flask) -> None:
    with desk.app_context():
        switch = company()["switch"]
    for path in ("/items", "/items/findings", f"/items/{switch}", f"/items/{switch}/impact"):
        assert signed_in(desk, DESK).get(path).status == 200
        assert signed_in(desk, USER).get(path).status in (403, 404)
    assert signed_in(desk, DESK).get("/items/999").status == 404
    assert signed_in(desk, DESK).get("/items/999/impact").status == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=报表", ["报表系统", "财务报表服务"]),
        ("q=报表+财务", ["财务报表服务"]),
        ("q=ki-2026-001", ["核心交换机"]),
        ("type=服务器", ["应用服务器"]),
        ("q=报表&type=应用系统", ["报表系统"]),
        ("type=没有", ["核心交换机", "应用服务器", "报表系统", "财务报表服务"]),
        ("q=%25", ["核心交换机", "应用服务器", "报表系统", "财务报表服务"]),
        ("state=gone", ["旧服务器"]),
        ("q=没有这个", []),
    ],
)
def test_items_are_found_by_words_number_and_type(desk: Flask, asked: str, found: list[str]) -> None:
    with desk.app_context():
        company()
        registered("旧服务器", "服务器", status="停用")
    page = signed_in(desk, DESK).get(f"/items?{asked}")
    assert titles(page) == found


def test_a_long_register_goes_on_on_the_next_page(desk: Flask) -> None:
    with desk.app_context():
        for n in range(PAGE + 1):
            registered(f"工位电脑{n}", "终端")
    admin = signed_in(desk, ADMIN)
    first = admin.get("/items")
    assert len(titles(first)) == PAGE
    (more,) = [a.get("href") for a in first.all("a") if a.text == "下一页"]
    assert titles(admin.get(str(more))) == [f"工位电脑{PAGE}"]


def test_an_item_says_what_it_runs_on_what_runs_on_it_and_its_papers(desk: Flask) -> None:
    with desk.app_context():
        known = company()
        changed(known["system"], relations=(line(known["server"]),), version="3.1")
    page = signed_in(desk, ADMIN).get(f"/items/{known['system']}")
    for words in ("KI-2026-003", "3.1", "运行于", "应用服务器", "财务报表服务", "依赖它", "PZ-2026-005"):
        assert words in page.text, words
    links = [str(a.get("href")) for a in page.all("a")]
    assert f"/forms/f09-6/new?of=item-{known['system']}" in links
    assert f"/items/{known['server']}" in links and f"/items/{known['service']}" in links
    reader = signed_in(desk, DESK).get(f"/items/{known['system']}")
    assert "登记变化" not in reader.text and "PZ-2026-005" in reader.text


def test_what_an_item_touches_is_listed_and_drawn(desk: Flask) -> None:
    with desk.app_context():
        known = company()
    page = signed_in(desk, LEAD).get(f"/items/{known['switch']}/impact")
    assert titles(page) == ["财务报表服务", "报表系统", "应用服务器"], "the service first"
    assert "影响 3 项：服务 1，应用系统 1，服务器 1" in page.text
    assert "应用服务器 → 报表系统" in page.text
    assert DRAWN in page.response.text
    assert "应用系统　报表系统影响服务　财务报表服务" in page.response.text
    nothing = signed_in(desk, LEAD).get(f"/items/{known['service']}/impact")
    assert "没有登记什么运行于、依赖它" in nothing.text and DRAWN not in nothing.response.text


def test_a_long_list_has_pages_and_the_picture_says_what_it_leaves_out(desk: Flask) -> None:
    with desk.app_context():
        switch = registered("核心交换机", "网络设备")
        for n in range(52):
            registered(f"服务器{n}", "服务器", (line(switch, "连接"),))
    page = signed_in(desk, LEAD).get(f"/items/{switch}/impact")
    assert len(titles(page)) == 50 and "还有 12 项较远的没有画出来" in page.text
    second = signed_in(desk, LEAD).get(f"/items/{switch}/impact?from=50")
    assert titles(second) == ["服务器50", "服务器51"] and DRAWN not in second.response.text
    assert "没有更多了" in signed_in(desk, LEAD).get(f"/items/{switch}/impact?from=9999").text


def test_a_sound_register_says_so(desk: Flask) -> None:
    with desk.app_context():
        company()
    lead = signed_in(desk, LEAD)
    assert "没有要改的" in lead.get("/items/findings").text


def test_an_audit_says_what_is_wrong_and_where(desk: Flask) -> None:
    with desk.app_context():
        known = company()
        registered("新服务器", "服务器")
        registered("旧系统", "中间件", owner=ref(USER))
        changed(known["switch"], status="停用")
        with writing():
            person(USER).until = today()
    lead = signed_in(desk, LEAD)
    page = lead.get("/items/findings")
    for words in ("3 处要改", "旧系统", "负责人已经离职", "新服务器", "没有关系", "后者已经停用"):
        assert words in page.text, words
