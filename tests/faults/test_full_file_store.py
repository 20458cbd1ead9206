"""Figure 25, the disk of the files: full, or only to be read. Nothing half is left, whoever runs the portal
is told, and what could not be kept is made as soon as there is room again, without a restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.config import Settings
from portal.core.printing.worker import print_what_is_wanted
from tests.conftest import signed_in
from tests.core.printing.papers import approved, order_of
from tests.faults.small_disk import SmallDisk, small_disk
from tests.plans import plan

pytestmark = pytest.mark.both_databases


@pytest.fixture
def disk(settings: Settings) -> Iterator[SmallDisk]:
    """The company's files lie on a small disk, its database elsewhere."""
    with small_disk(settings.files) as disk:
        yield disk


def files(disk: SmallDisk) -> list[Path]:
    return [place for place in disk.place.rglob("*") if place.is_file() and place != disk.filler]


@pytest.mark.parametrize("way", ["full", "ro"])
def test_papers_wait_until_they_can_be_kept(app: Flask, disk: SmallDisk, way: str) -> None:
    chen, shen = signed_in(app, "1001"), signed_in(app, "1009")
    papers = [approved(app) for _ in range(2)]
    disk.fill() if way == "full" else disk.turn("ro")
    for _ in range(2):
        print_now(app)
    assert files(disk) == []
    assert [(order_of(app, paper).state, order_of(app, paper).attempts) for paper in papers] == [
        ("wanted", 0)
    ] * 2
    why = "磁盘满了" if way == "full" else "磁盘只能读"
    assert shen.get("/notices").text.count(f"文件存不进去（{why}），批准的单据等着打印") == 1
    assert "现在存不下" in "".join(chen.get(f"/documents/{paper}/pdf").text for paper in papers)
    disk.free() if way == "full" else disk.turn("rw")
    print_now(app)
    assert [order_of(app, paper).state for paper in papers] == ["done"] * 2
    assert len(files(disk)) == 2


def test_what_is_made_at_once_is_shown_also_where_it_cannot_be_kept(app: Flask, disk: SmallDisk) -> None:
    chen, waiting = signed_in(app, "1001"), plan(app)
    disk.fill()
    assert chen.get(f"/documents/{waiting}/draft").response.mimetype == "application/pdf"
    assert files(disk) == []
    disk.free()
    assert chen.get(f"/documents/{waiting}/draft").response.mimetype == "application/pdf"
    assert len(files(disk)) == 1


def print_now(app: Flask) -> None:
    with app.app_context():
        print_what_is_wanted()
