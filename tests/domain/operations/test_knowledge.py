"""The pages of knowledge: search, how an article is read, by whom; what is proposed beside a report."""

from urllib.parse import urlencode

import pytest
from flask import Flask

from portal.core.web.context import today
from portal.domain.operations.knowledge.known import known
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import person
from tests.domain.complaints.acts import decided
from tests.domain.operations.test_pages import closed, report
from tests.pages import Page, unnumbered
from tests.regulations.it_service.articles import article_ref, asked, published, voided
from tests.regulations.it_service.incidents import ADMIN, DESK, LEAD, OTHER, USER, reported, restored, staffed

SECRET = {"title": "核心交换机重启步骤", "audience": "运维人员", "symptom": "全楼断网", "keywords": "交换机"}


@pytest.fixture
def desk(app: Flask) -> Flask:
    staffed(app)
    return app


def titles(page: Page) -> list[str | None]:
    return [a.text for a in page.all("a", class_="row-title")]


def links(page: Page) -> list[str]:
    return [str(a.get("href")) for a in page.all("a")]


def test_anybody_finds_and_reads_an_article_whose_paper_he_may_not_open(desk: Flask) -> None:
    with desk.app_context():
        first = published()
    chen = signed_in(desk, USER)
    assert chen.get(f"/documents/{first}").status == 404
    page = chen.get("/knowledge?q=卡纸")
    assert titles(page) == ["打印机卡纸"] and f"/knowledge/{first}" in links(page)
    page = chen.get(f"/knowledge/{first}")
    for words in ("面板提示卡纸", "搓纸轮打滑", "顺着出纸方向", "ZS-2026-001", "有效期到 2027-05-22", "现行"):
        assert words in page.text
    assert "复审、改写" not in page.text
    assert "/knowledge" in links(chen.get("/repairs/new")) and "/knowledge" in links(chen.get("/"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("卡纸", ["打印机卡纸"]),
        ("打印 前盖", ["打印机卡纸"]),
        ("ＬａｓｅｒＪｅｔ", ["打印机卡纸"]),
        ("dyjkz", ["打印机卡纸"]),
        ("ZS-2026-001", ["打印机卡纸"]),
        ("打印机老是卡住纸", ["打印机卡纸"]),
        ("交换机", []),
        ("%_", ["打印机卡纸"]),
        ("' OR 1=1 --", []),
    ],
)
def test_what_whoever_is_not_of_operations_finds(desk: Flask, text: str, found: list[str]) -> None:
    with desk.app_context():
        published()
        published(**SECRET)
    page = signed_in(desk, USER).get("/knowledge?" + urlencode({"q": text}))
    assert titles(page) == found


def test_what_is_for_operations_does_not_exist_for_others_on_any_path(desk: Flask) -> None:
    with desk.app_context():
        secret = published(**SECRET)
        newer = asked(**SECRET | {"title": "新步骤"}, replaces=article_ref(secret))
        decided(newer, {})
    for number in (USER, OTHER):
        browser = signed_in(desk, number)
        gone = browser.get("/knowledge/999999")
        for each in (secret, newer):
            page = browser.get(f"/knowledge/{each}")
            assert (page.status, unnumbered(page.text)) == (404, unnumbered(gone.text))
        for path in ("/knowledge?q=交换机", "/knowledge", "/repairs/new?what=全楼断网交换机"):
            text = browser.get(path).text
            assert SECRET["title"] not in text and "新步骤" not in text, path
    page = signed_in(desk, DESK).get("/knowledge?q=交换机")
    assert titles(page) == ["新步骤"] and "运维人员" in page.text
    assert signed_in(desk, DESK).get(f"/knowledge/{secret}").address == f"/knowledge/{newer}"


def test_an_article_on_its_way_or_void_is_not_read(desk: Flask) -> None:
    with desk.app_context():
        waits, gone = asked(), published(title="旧办法")
        voided(gone)
    for number in (USER, ADMIN):
        for each in (waits, gone):
            assert signed_in(desk, number).get(f"/knowledge/{each}").status == 404
        assert titles(signed_in(desk, number).get("/knowledge")) == []


def test_an_address_of_an_older_version_leads_to_the_one_in_force(desk: Flask) -> None:
    with desk.app_context():
        first = published()
        second = published(title="打印机卡纸，新办法", replaces=article_ref(first))
    chen = signed_in(desk, USER)
    page = chen.get(f"/knowledge/{first}")
    assert page.address == f"/knowledge/{second}"
    assert "ZS-2026-001" in page.text and "ZS-2026-002" in page.text
    assert titles(chen.get("/knowledge?q=卡纸")) == ["打印机卡纸，新办法"]
    for each in (first, second):
        assert f"/knowledge/{second}" in links(signed_in(desk, LEAD).get(f"/documents/{each}"))


def test_an_expired_article_comes_last_says_so_and_is_never_proposed(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        short = {"title": "打印机", "symptom": "打印机", "keywords": ""}
        old = published(**short, expires=today().replace(day=30))
        published(title="复印机也能打印")
    chen = signed_in(desk, USER)
    assert titles(chen.get("/knowledge?q=打印")) == ["打印机", "复印机也能打印"]
    clock.advance(days=7)
    chen = signed_in(desk, USER)
    assert "ZS-2026-001" in chen.get(f"/knowledge/{old}").text
    assert "已过期" not in chen.get(f"/knowledge/{old}").text + chen.get("/knowledge?q=打印").text
    assert titles(chen.get("/knowledge?q=打印")) == ["打印机", "复印机也能打印"]
    clock.advance(days=1)
    chen = signed_in(desk, USER)
    page = chen.get("/knowledge?q=打印")
    assert titles(page) == ["复印机也能打印", "打印机"] and "已过期" in page.text
    assert "可能不再适用" in chen.get(f"/knowledge/{old}").text
    with desk.app_context():
        assert [each.of for each in known("打印机打印机", person(USER).id, today())] == ["复印机也能打印"]


def test_nothing_found_says_so_and_leads_to_a_report_of_it(desk: Flask) -> None:
    with desk.app_context():
        published()
    page = signed_in(desk, USER).get("/knowledge?q=报销")
    assert "没有找到「报销」" in page.text and titles(page) == []
    assert any(link.startswith("/repairs/new?what=") for link in links(page))


def test_only_what_was_found_changes_while_somebody_types(desk: Flask) -> None:
    with desk.app_context():
        published()
    headers = {"HX-Request": "true", "HX-Target": "found"}
    part = signed_in(desk, USER).client.get("/knowledge?q=卡纸", headers=headers).text
    assert "打印机卡纸" in part and "<h1" not in part


def test_what_is_alike_but_not_the_same_says_so(desk: Flask) -> None:
    with desk.app_context():
        published()
    chen = signed_in(desk, USER)
    assert "下面是相近的" in chen.get("/knowledge?q=打印机老是卡住纸").text
    assert "下面是相近的" not in chen.get("/knowledge?q=打印机").text


def test_an_article_is_proposed_before_an_incident_that_is_as_like_with_its_address(desk: Flask) -> None:
    with desk.app_context():
        closed()
        first = published(title="打印机不出纸，提示卡纸", symptom="三楼 305 打印机", keywords="")
        told = known("打印机不出纸，提示卡纸", person(USER).id, today())
        assert [(each.alike, each.address) for each in told] == [(1.0, f"/knowledge/{first}"), (1.0, "")]
    chen = signed_in(desk, USER)
    assert f"/knowledge/{first}" in links(chen.get("/repairs/new?what=打印机不出纸"))
    assert f"/knowledge/{first}" in links(report(chen, what="打印机不出纸"))


def test_a_short_title_is_found_in_a_long_report_whatever_the_symptom(desk: Flask) -> None:
    with desk.app_context():
        symptom = "收银台的扫描设备对着条码没有反应，灯也不亮" * 5
        published(title="扫码枪", symptom=symptom, keywords="")
        told = known("仓库盘点用的扫码枪昨天开始时好时坏，换了电池也没用", person(USER).id, today())
        assert [(each.of, each.alike) for each in told] == [("扫码枪", 1.0)]


def test_the_desk_is_shown_what_is_for_operations_while_it_classifies(desk: Flask) -> None:
    with desk.app_context():
        secret = published(**SECRET)
        case_id = reported(what="全楼断网，交换机灯不亮")
    page = signed_in(desk, DESK)
    (link,) = {a for a in links(page.get(f"/documents/{case_id}/case")) if "/forms/f09-2/" in a}
    assert f"/knowledge/{secret}" in links(page.get(link))


def test_whoever_writes_articles_begins_one_from_an_incident_or_anew_from_one_in_force(desk: Flask) -> None:
    with desk.app_context():
        first, case_id = published(), reported()
    chen, admin = signed_in(desk, USER), signed_in(desk, ADMIN)
    case = f"/documents/{case_id}/case"
    assert "写成知识条目" not in admin.get(case).text
    with desk.app_context():
        restored(case_id)
    assert "写成知识条目" in admin.get(case).text and "写成知识条目" not in chen.get(case).text
    page = admin.get(f"/forms/f09-7/new?of=incident-{case_id}")
    assert ("solution", "更换搓纸轮，清洁进纸口") in page.fields("/forms")
    assert "已有相近的「打印机卡纸」" in page.text
    page = admin.get(f"/knowledge/{first}")
    (anew,) = [link for link in links(page) if "/forms/f09-7/new" in link]
    sheet = admin.get(anew)
    assert ("replaces", "打印机卡纸 ZS-2026-001") in sheet.fields("/forms")
    assert "已有相近的" not in sheet.text
    sent = admin.submit(sheet, button="act=send")
    assert "ZS-2026-002" in sent.text


def at_home(app: Flask) -> list[list[str]]:
    """What is to be reviewed on the homes of lead, author, another of operations, and somebody else."""
    homes = [signed_in(app, number).get("/") for number in (LEAD, ADMIN, DESK, USER)]
    return [[link for link in links(home) if "of=article-" in link] for home in homes]


def test_r09_4_4_8_lead_and_author_find_at_home_what_is_to_be_reviewed(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        first = published(expires=today().replace(month=12, day=24))
        published(expires=today().replace(month=12, day=25))
    here = f"/forms/f09-7/new?of=article-{first}"
    assert at_home(desk) == [[], [], [], []]
    clock.advance(days=1)
    assert at_home(desk) == [[here], [here], [], []]
    clock.advance(days=31)
    assert "2026-12-24 已过期" in signed_in(desk, LEAD).get("/").text
    with desk.app_context():
        newer = asked(replaces=article_ref(first))
    assert all(here not in found for found in at_home(desk))
    with desk.app_context():
        decided(newer, {})
    assert all(here not in found for found in at_home(desk))
