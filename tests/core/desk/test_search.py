"""查单据: everybody finds what he may see and nothing else, by words, form, status and month."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval import search, sight
from portal.core.documents.models import Document, DocumentText
from portal.core.documents.texts import remember_all
from portal.core.facts import Month
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.desk.matrix import PEOPLE
from tests.pages import Browser, Page
from tests.plans import plan
from tests.shared import to_look_at

pytestmark = pytest.mark.both_databases


def found(browser: Browser, **filters: str) -> list[str]:
    """The titles that a search lists."""
    page = browser.get("/documents", query_string=filters)
    assert page.status == 200, page.faults()
    return titles(page)


def titles(page: Page) -> list[str]:
    return ["".join(a.itertext()).strip() for a in page.all("a", class_="row-title")]


@pytest.fixture
def papers(app: Flask) -> list[int]:
    return sent(app)


@pytest.fixture(scope="module")
def known(database: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A company with these papers, of which tests ask for some and change none."""
    with to_look_at(database, tmp_path_factory.mktemp("known")) as app:
        sent(app)
        yield app


def sent(app: Flask) -> list[int]:
    """Plans of two offices in several states."""
    return [
        plan(app), plan(app, "approve", month=Month(2026, 11)), plan(app, "return", number="1002"),
        plan(app, number="1004"), plan(app, "approve", month=Month(2027, 1), number="1004"),
    ]  # fmt: skip


def test_what_is_found_is_what_may_be_opened(app: Flask, papers: list[int]) -> None:
    sizes = {}
    for name, number in PEOPLE.items():
        browser = signed_in(app, number)
        listed = {
            int(a.get("href", "").rpartition("/")[2])
            for a in browser.get("/documents").all("a", class_="row-title")
        }
        assert listed == {p for p in papers if browser.get(f"/documents/{p}").status == 200}, name
        sizes[name] = len(listed)
    assert sizes == {
        "陈立": 2, "林可": 1, "周敏": 3, "吴桐": 2, "何清": 2, "王岚": 5, "许文": 5, "方正平": 5, "沈知": 0,
        "秦悦": 0,
    }  # fmt: skip


@pytest.mark.both_databases(whole=True)
def test_the_same_is_found_however_much_the_reader_sees(app, papers, monkeypatch) -> None:
    readers = [signed_in(app, number) for number in ("1001", "1003", "1014")]
    asked = ("陈", "XF-2026", "陈立 样品", "鲲鹏")
    among_few = [found(reader, q=words) for reader in readers for words in asked]
    monkeypatch.setattr(sight, "FEW", -1)
    assert [found(reader, q=words) for reader in readers for words in asked] == among_few
    monkeypatch.setattr(sight, "SOME", -1)
    monkeypatch.setattr(search, "SPANS", (1, 2))
    app.extensions.pop("see_some", None)
    assert [found(reader, q=words) for reader in readers for words in asked] == among_few
    assert max(map(len, among_few)) > 2


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 5),
        ("XF-202612-0001", 1),
        ("xf202612", 3),  # whatever case, with or without hyphens
        ("ＸＦ－２０２７", 1),
        ("陈立", 2),
        ("陈", 5),  # 样品陈列
        ("华南", 2),
        ("库存", 5),  # two characters, in the table's cells
        ("嘉禾建材 陈立", 2),
        ("陈立 吴桐", 0),
        ("12月 巡访计划", 3),
        ("%", 5),  # neither letter nor digit: asks for nothing
        ("_", 5),
        ('" OR 1=1 --', 0),
        ("陈立*", 2),
        ("滨江萧山", 5),
        ("萧山核对", 0),  # the end of one cell and the beginning of the next
    ],
)
def test_words_are_found_as_people_write_them(known: Flask, asked: str, count: int) -> None:
    assert len(found(signed_in(known, "1006"), q=asked)) == count


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"form": "F01-1"}, 5),
        ({"form": "F01-5"}, 0),
        ({"status": "approved"}, 2),
        ({"status": "returned"}, 1),
        ({"since": "2026-12"}, 4),
        ({"until": "2026-12"}, 4),
        ({"since": "2026-12", "until": "2026-12"}, 3),
        ({"since": "2027-02"}, 0),
        ({"q": "吴桐", "status": "approved", "since": "2027-01"}, 1),
    ],
)
def test_filters_narrow_and_combine(known: Flask, filters: dict, count: int) -> None:
    assert len(found(signed_in(known, "1006"), **filters)) == count


@pytest.mark.parametrize(
    ("filters", "fault"),
    [
        ({"since": "2026-13"}, "月份请写成 2026-12 这样"),
        ({"since": "2026-12", "until": "2026-11"}, "不能早于开始月份"),
        ({"q": "字" * 81}, "最多 80 字"),
        ({"q": "一 二 三 四 五 六 七 八 九"}, "最多 8 个词"),
    ],
)
def test_a_bad_filter_is_said_at_its_place_and_the_rest_stays(app: Flask, filters: dict, fault: str) -> None:
    page = signed_in(app, "1006").get("/documents", query_string=filters | {"status": "approved"})
    assert (page.status, page.faults()) == (422, [fault])
    assert dict(page.fields("/documents"))["status"] == "approved"


@pytest.mark.parametrize("form", ["F99-9", "'"])
def test_an_unknown_form_or_status_is_refused(app: Flask, form: str) -> None:
    browser = signed_in(app, "1006")
    for name in ("form", "status"):
        assert browser.get("/documents", query_string={name: form}).status == 422


def test_the_newest_version_is_searched_and_the_old_words_are_gone(
    app: Flask, papers: list[int], zhou: Browser
) -> None:
    assert len(found(zhou, q="导购培训 12月")) == 2
    sheet = zhou.get(zhou.get("/").all("a", class_="row-title")[0].get("href", "") + "/sheet")
    zhou.submit(sheet, button="act=send", **{"lines-3-goal": "拜年送挂历"})
    assert len(found(zhou, q="挂历")) == 1
    assert len(found(zhou, q="导购培训 12月")) == 1  # 林可's plan alone


def test_the_next_page_keeps_what_was_asked(app: Flask, chen: Browser) -> None:
    for month in range(1, 13):
        for year in (2024, 2025, 2027):
            plan(app, month=Month(year, month))
    page = chen.get("/documents", query_string={"q": "巡访", "form": "F01-1"})
    first, more = titles(page), page.all("p", class_="more")[0][0].get("href", "")
    assert (len(first), "form=F01-1" in more) == (30, True)
    assert sorted(first + titles(chen.get(more))) == sorted(set(first + titles(chen.get(more))))
    assert len(titles(chen.get(more))) == 6


def test_texts_are_made_anew_as_they_were(app: Flask, papers: list[int]) -> None:
    with app.app_context():
        kept = {t.document_id: t.folded for t in db.session.scalars(select(DocumentText))}
        with writing():
            db.session.query(DocumentText).delete()
            assert remember_all() == len(papers)
        assert {t.document_id: t.folded for t in db.session.scalars(select(DocumentText))} == kept
        assert set(kept) == set(db.session.scalars(select(Document.id)))
