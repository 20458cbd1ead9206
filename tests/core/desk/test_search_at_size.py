"""查单据 over 20,000 documents: right for who may see few and for who sees all, within 200 ms.

The documents are rows copied from real ones, with words of their own: sending 20,000 papers by the real
operations takes half an hour, and search reads nothing of a paper but its row and its text.
"""

import itertools
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, text

from portal.core.approval.search import Question, found
from portal.core.documents.grams import put
from portal.core.documents.models import Document, DocumentText
from portal.core.folding import folded
from portal.core.org.models import Person
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.pages import Browser
from tests.plans import plan
from tests.shared import to_look_at

pytestmark = [pytest.mark.both_databases, pytest.mark.timeout(300)]
COUNT, MOST_MILLISECONDS, TIMES = 20_000, 200, 5
GOALS = ("核对下月订货与库存", "样品陈列整改复查", "新品介绍导购培训", "了解窜货与市场动向", "改期供货协商")
ANSWERS = (
    "库存偏高建议改小批补货",
    "请技术部同行带检测报告",
    "门头灯箱更换",
    "店员两名未受训",
    "收集产品信息当日上报",
)
PLACES = ("滨江萧山", "余杭临平", "富阳桐庐", "建德淳安", "上城拱墅", "海宁桐乡", "诸暨嵊州")
NAMES = (
    "嘉禾",
    "远帆",
    "顺达",
    "祥瑞",
    "恒通",
    "金鼎",
    "瑞丰",
    "永盛",
    "华泰",
    "明辉",
    "东升",
    "宏图",
    "安信",
)
RARE, NOWHERE = "犀牛", "鲲鹏"
MARK = f"\n{RARE}"
FEW = 400  # documents of 陈立 and of nobody else
WORDS = {
    "common": "库存",
    "rare": RARE,
    "number": "XF-209901-007",
    "two": "库存 嘉禾",
    "nowhere": NOWHERE,
    "none": "",
}
PEOPLE = {"few": "1001", "office": "1005", "all": "1007"}  # 陈立, 何清 above 吴桐, 许文 the auditor
ROWS = {"few": [30, 20, 0, 30, 0, 30], "office": [30, 0, 8, 30, 0, 30], "all": [30, 20, 8, 30, 0, 30]}


def said(n: int) -> str:
    """What a plan of ten visits says, as search looks in it."""
    visits = (
        f"{date(2026, 1, 1) + timedelta(days=(n * 7 + k) % 360)}\n"
        f"{NAMES[(n + k) % 13]}建材{(n * 31 + k) % 997}号店\n"
        f"{PLACES[(n + k) % 7]}\n{k % 4 + 1}\n{GOALS[(n + k) % 5]}\n{ANSWERS[(n * 3 + k) % 5]}"
        for k in range(10)
    )
    return "\n".join(map(folded, itertools.chain.from_iterable(visit.split("\n") for visit in visits)))


@pytest.fixture(scope="module")
def filled(database: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A company that all tests look at."""
    with to_look_at(database, tmp_path_factory.mktemp("many")) as app:
        fill(app)
        yield app


def fill(app: Flask) -> None:
    """陈立's and 吴桐's plans, many times over: every fiftieth 陈立's, every thousandth with a rare word."""
    kept = [plan(app), plan(app, number="1004")]
    with app.app_context(), writing():
        query = select(Document.__table__).where(Document.id.in_(kept)).order_by(Document.id)
        mine, hers = (dict(row) for row in db.session.execute(query).mappings())
        rows = [
            (mine if n % (COUNT // FEW) == 0 else hers)
            | {"id": 1000 + n, "number": f"XF-2099{n % 12 + 1:02}-{n:05}", "snapshot_id": None}
            for n in range(COUNT)
        ]
        texts = [
            {
                "document_id": row["id"],
                "folded": f"{folded(row['number'])}\n{said(n)}" + MARK * (n % 1000 == 0),
            }
            for n, row in enumerate(rows)
        ]
        db.session.execute(insert(Document.__table__), rows)
        db.session.execute(insert(DocumentText.__table__), texts)
        for each in texts:
            put(each["document_id"], "", each["folded"])
    with app.app_context(), writing():
        db.session.execute(text("ANALYZE"))


def asked(browser: Browser, words: str) -> tuple[int, int, int]:
    """The median of the whole request in milliseconds, its fastest, and how many rows its page shows."""
    spent: list[float] = []
    for _ in range(TIMES):
        began = time.perf_counter()
        answer = browser.client.get("/documents", query_string={"q": words})
        spent.append(time.perf_counter() - began)
        assert answer.status_code == 200
    median, fastest = (round(1000 * seconds) for seconds in (statistics.median(spent), min(spent)))
    return median, fastest, answer.text.count('class="row-title"')


def test_it_is_right_and_quick_for_few_and_for_all(filled: Flask, engine: str) -> None:
    told = {}
    for who, number in PEOPLE.items():
        browser = signed_in(filled, number)
        told[who] = {name: asked(browser, words) for name, words in WORDS.items()}
    for who, of in told.items():
        print(
            f"\n{COUNT} documents on {engine}, median ms, {who}: { {n: ms for n, (ms, _, _) in of.items()} }"
        )
    assert {who: [rows for _, _, rows in of.values()] for who, of in told.items()} == ROWS
    fastest = {(who, name): ms for who, of in told.items() for name, (_, ms, _) in of.items()}
    assert {
        place: ms for place, ms in fastest.items() if ms > MOST_MILLISECONDS
    } == {}  # others work here too


def test_nobody_finds_what_he_may_not_see(filled: Flask) -> None:
    """吴桐's plans have the same words; 陈立 finds his own alone, however far he turns the pages."""
    with filled.app_context():
        mine = set(
            db.session.scalars(select(Document.id).join(Document.author).where(Person.number == "1001"))
        )
    browser, address, seen = signed_in(filled, "1001"), "/documents?q=库存", set[int]()
    while address:
        page = browser.get(address)
        seen |= {int(a.get("href", "").rpartition("/")[2]) for a in page.all("a", class_="row-title")}
        address = next((p[0].get("href", "") for p in page.all("p", class_="more")), "")
    assert seen == mine
    assert len(seen) == FEW + 1


def test_the_page_of_one_form_reads_no_text_at_all(filled: Flask) -> None:
    """Without words the list comes from the documents' own indexes."""
    with filled.app_context():
        question = found(1, date(2026, 11, 23), Question(form="F01-1"))
        query = question.query.order_by(question.key.desc()).limit(31)
        assert "document_text" not in str(query.compile(db.engine))
