"""R09 §5.2: stickers of 70 × 36 mm on A4, whose code leads to the asset and says its number."""

import io
from pathlib import Path

import pikepdf
import pytest
from flask import Flask

from portal.core.printing.qr import picture_of, rows_of, runs
from portal.domain.assets.labels import A_SHEET, sheets
from portal.domain.assets.models import Asset
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.printing.test_codes import codes_in
from tests.domain.assets.register import COLLEAGUE, KEEPER, registered, staffed
from tests.pages import Browser


@pytest.fixture
def keeper(app: Flask) -> Browser:
    """Who keeps the register, with thirty assets in it."""
    staffed(app)
    with app.app_context():
        registered(30, model="长城牌商用台式电脑主机与二十七英寸显示器一体机套装")
    return signed_in(app, KEEPER)


def test_every_code_of_a_sheet_is_read_and_leads_to_its_asset(
    app: Flask, keeper: Browser, tmp_path: Path
) -> None:
    pdf = keeper.get("/assets/labels.pdf?all=1").response.data
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        assert len(whole.pages) == 2
        assert [round(float(side)) for side in whole.pages[0].mediabox] == [0, 0, 595, 842]
    found = codes_in(pdf, tmp_path)
    with app.app_context():
        numbers = {asset.id: asset.number for asset in db.session.query(Asset)}
    wanted = {f"http://localhost/assets/{id_}?number={number}" for id_, number in numbers.items()}
    assert len(found) == 30 and set(found) == wanted
    first = min(wanted)
    assert keeper.get(first.removeprefix("http://localhost")).status == 200


def test_those_that_were_ticked_are_printed_and_nothing_without_a_tick(
    keeper: Browser, tmp_path: Path
) -> None:
    pdf = keeper.get("/assets/labels.pdf?asset=3&asset=5&asset=x&asset=99999&first=24").response.data
    found = codes_in(pdf, tmp_path)
    assert [code.partition("number=")[2] for code in found] == ["ZC-2026-0003", "ZC-2026-0005"]
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        assert len(whole.pages) == 2, "the first stands at the last place of its sheet"
    assert "请先在列表里勾选" in keeper.get("/assets/labels.pdf").text


def test_more_than_can_be_printed_or_exported_at_once_are_asked_for_in_parts(
    keeper: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for most, words in ((29, "最多 29"), (30, "")):
        monkeypatch.setattr("portal.domain.assets.views.labels.MOST", most)
        monkeypatch.setattr("portal.domain.assets.views.reading.MOST", most)
        for path in ("/assets/labels.pdf?all=1", "/assets.xlsx"):
            answer = keeper.get(path)
            assert (words in answer.text) if words else answer.tree is None, path


def test_whoever_does_not_keep_the_register_prints_none(app: Flask, keeper: Browser) -> None:
    him = signed_in(app, COLLEAGUE)
    assert him.get("/assets/labels.pdf?all=1").status == 404
    assert "打印标签" not in him.get("/assets").text


@pytest.mark.parametrize(
    ("count", "first", "sizes"), [(24, 1, [24]), (25, 1, [24, 1]), (24, 2, [24, 1]), (1, 24, [24])]
)
def test_sheets_are_filled_from_the_place_that_is_left(count: int, first: int, sizes: list[int]) -> None:
    made = sheets([None] * count, first)  # type: ignore[list-item]
    assert [len(sheet) for sheet in made] == sizes and max(sizes) <= A_SHEET


def test_a_code_is_drawn_row_by_row() -> None:
    assert runs(bytes([1, 1, 0, 1, 0])) == [(0, 2), (3, 1)]
    assert picture_of("ZC-2026-0001").side == len(rows_of("ZC-2026-0001"))
