"""R09 §5.2: a stock-taking notes each code once, and says what is missing, foreign or double."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from portal.core.desk.moment import this_moment
from portal.domain.assets.count_rules import DIFFERENCES, DOUBLE, MISSING, Place, Sums, code_in, result_of
from portal.domain.assets.counting import CountClosed, close_count, differing, open_count, scan, sums, told
from portal.domain.assets.models import Asset, AssetCountLine
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.org.changes import unit
from tests.domain.assets.register import COLLEAGUE, KEEPER, LEAD, registered, staffed
from tests.pages import Browser, Page

ELSEWHERE, GONE, NONE = (DIFFERENCES[name] for name in ("elsewhere", "scrapped", "unknown"))


@pytest.fixture
def keeper(app: Flask) -> Browser:
    """Who keeps the register, with two assets of a unit, one scrapped, and one of another."""
    staffed(app)
    with app.app_context():
        registered(2)
        registered(state="报废")
        registered(code="SOUTH")
    return signed_in(app, KEEPER)


@pytest.mark.parametrize(
    ("scanned", "code"),
    [
        ("ZC-2026-0001", "ZC-2026-0001"), (" zc-2026-0001\r\n", "ZC-2026-0001"),
        ("ＺＣ－２０２６－０００１", "ZC-2026-0001"),
        ("https://p.example/assets/7?number=ZC-2026-0007", "ZC-2026-0007"),
        ("ZC-2026-00010", "ZC-2026-00010"),
        ("6901234567890", "6901234567890"), ("ZC-2026-001", "ZC-2026-001"), ("  ", ""), ("x" * 200, "x" * 80),
    ],
)  # fmt: skip
def test_the_number_is_read_out_of_what_was_scanned(scanned: str, code: str) -> None:
    assert code_in(scanned) == code


@pytest.mark.parametrize(
    ("place", "unit_id", "result"),
    [
        (Place(1, "在用"), 1, "found"), (Place(1, "备用"), None, "found"), (Place(2, "维修"), 1, "elsewhere"),
        (Place(2, "报废"), 1, "elsewhere"),
        (Place(1, "报废"), 1, "scrapped"), (Place(1, "报废"), None, "scrapped"), (None, 1, "unknown"),
    ],
)  # fmt: skip
def test_r09_5_2_what_a_code_is_follows_from_unit_and_state(
    place: Place | None, unit_id: int | None, result: str
) -> None:
    assert result_of(place, unit_id) == result


@pytest.mark.both_databases
def test_five_hundred_labels_with_missing_foreign_and_double_ones(app: Flask) -> None:
    with app.app_context():
        registered(480)
        registered(20, code="SOUTH")
        registered(3, state="报废")
        numbers = [n for (n,) in db.session.execute(select(Asset.number).order_by(Asset.id))]
        mine, others, gone = numbers[:480], numbers[480:500], numbers[500:]
        missing, double = set(mine[::48]), mine[1:41]
        there = [n for n in mine if n not in missing]
        codes = [*there, *double, double[0], *others[:15], others[0], gone[0], "别家的标签", "别家的标签"]
        codes = [*codes[1::2], *codes[::2]]
        with writing():
            count_id = open_count(unit("EAST").id, 1, this_moment()).id
        with writing():
            for code in codes:
                scan(count_id, code, 1, this_moment())
        assert sums(count_id) == Sums(expected=480, found=470, missing=10, foreign=17, double=42)
        with writing():
            close_count(count_id, 1, this_moment())
        lines = differing(count_id, 0, 1000)
        said: dict[str, set[str]] = {}
        for line in lines:
            said.setdefault(told(line), set()).add(line.code)
        assert said == {
            MISSING: missing, DOUBLE: set(double), ELSEWHERE: set(others[1:15]),
            f"{ELSEWHERE}，{DOUBLE}": {others[0]}, GONE: {gone[0]}, f"{NONE}，{DOUBLE}": {"别家的标签"},
        }  # fmt: skip
        with writing(), pytest.raises(CountClosed):
            scan(count_id, mine[0], 1, this_moment())
        times = select(AssetCountLine.times).filter_by(count_id=count_id, code=double[0])
        assert db.session.scalar(times) == 3, "noted once, counted three times"


def begin(keeper: Browser, app: Flask, code: str = "EAST") -> Page:
    with app.app_context():
        unit_id = str(unit(code).id)
    return keeper.submit(keeper.get("/assets/counts"), "/assets/counts", unit=unit_id)


def note(keeper: Browser, page: Page, code: str) -> Page:
    return keeper.submit(page, f"{page.address}/scans", code=code)


@pytest.mark.both_databases
def test_a_page_takes_one_code_after_the_other_and_says_what_each_is(app: Flask, keeper: Browser) -> None:
    page = begin(keeper, app)
    assert "应有 2 台，找到 0 台，没有找到 2 台" in page.text
    page = note(keeper, page, "http://localhost/assets/1?number=ZC-2026-0001")
    assert "ZC-2026-0001：已找到" in page.text and "应有 2 台，找到 1 台" in page.text
    for code, words in (
        ("zc-2026-0001", DOUBLE),
        ("ZC-2026-0003", GONE),
        ("ZC-2026-0004", ELSEWHERE),
        ("690123", NONE),
    ):
        page = note(keeper, page, code)
        assert f"{code.upper()}：{words}" in page.text
    assert "没有找到 1 台；不属于这里的 3 个，重复扫到的 1 个" in page.text
    assert "没有读到编号" in note(keeper, page, "  ").text
    closed = keeper.submit(page, f"{page.address}/closing")
    assert "盘点已结束" in closed.text and "ZC-2026-0002" in closed.text
    assert "已经结束，没有记下" in note(keeper, page, "ZC-2026-0002").text
    assert "已经结束。" in keeper.submit(page, f"{page.address}/closing").text
    assert keeper.get(f"{page.address}/differences.xlsx").status == 200


def test_the_card_that_a_phone_opens_offers_to_note_it(app: Flask, keeper: Browser) -> None:
    assert "记入盘点" not in keeper.get("/assets/2").text
    page = begin(keeper, app)
    card = keeper.get("/assets/2?number=ZC-2026-0002")
    assert "正在盘点 华东办事处" in card.text
    assert "ZC-2026-0002：已找到" in keeper.submit(card, f"{page.address}/scans").text
    assert "记入盘点" not in signed_in(app, COLLEAGUE).get("/assets/2").text


def test_what_moves_into_the_unit_after_the_count_began_is_found_too(app: Flask, keeper: Browser) -> None:
    page = begin(keeper, app)
    with app.app_context(), writing() as session:
        session.execute(update(Asset).where(Asset.number == "ZC-2026-0004").values(unit_id=unit("EAST").id))
    assert "应有 3 台，找到 1 台" in note(keeper, page, "ZC-2026-0004").text


def test_all_are_counted_and_a_unit_without_any_is_not(app: Flask, keeper: Browser) -> None:
    everything = keeper.submit(keeper.get("/assets/counts"), "/assets/counts", unit="")
    assert "盘点 全部部门" in everything.text and "应有 3 台" in everything.text
    assert "没有要盘点的资产" in begin(keeper, app, "FIN").text
    assert keeper.get("/assets/counts").text.count("正在盘点") == 1, "nothing was opened"
    token = dict(everything.fields("/assets/counts"))["csrf_token"]
    assert keeper.post("/assets/counts", {"csrf_token": token, "unit": "99999"}).status == 404


def test_only_who_keeps_the_register_counts(app: Flask, keeper: Browser) -> None:
    page = begin(keeper, app)
    assert signed_in(app, LEAD).get(page.address).status == 200
    him = signed_in(app, COLLEAGUE)
    assert [him.get(path).status for path in ("/assets/counts", page.address)] == [404, 404]
