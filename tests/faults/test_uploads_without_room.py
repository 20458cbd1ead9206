"""Figure 25, uploads: where the disk of the files is full, or only read, people hear so in plain words, and
go on as soon as there is room again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.config import Settings
from portal.core.attachments.models import Attachment
from portal.extensions import db
from tests.conftest import signed_in
from tests.evidence import PNG, attach, begun
from tests.faults.small_disk import SmallDisk, small_disk

pytestmark = pytest.mark.both_databases
NO_ROOM = (503, 507)


@pytest.fixture
def disk(settings: Settings) -> Iterator[SmallDisk]:
    """The company's files lie on a small disk, its database elsewhere."""
    with small_disk(settings.files) as disk:
        yield disk


def files(disk: SmallDisk) -> list[Path]:
    return [place for place in disk.place.rglob("*") if place.is_file() and place != disk.filler]


def test_an_upload_is_refused_in_plain_words_and_taken_later(app: Flask, disk: SmallDisk) -> None:
    chen = signed_in(app, "1001")
    page = begun(chen)
    disk.fill()
    refused = attach(chen, page, PNG)
    assert refused.status in NO_ROOM and "磁盘满了" in refused.text
    assert (files(disk), attachments(app)) == ([], 0)
    assert chen.get(page.address).status == 200
    disk.free()
    assert attach(chen, page, PNG).status == 200
    assert (len(files(disk)), attachments(app)) == (1, 1)


def attachments(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(func.count()).select_from(Attachment)).one()


def test_an_upload_to_a_disk_that_is_only_read_is_refused_in_plain_words(app: Flask, disk: SmallDisk) -> None:
    chen = signed_in(app, "1001")
    page = begun(chen)
    disk.turn("ro")
    refused = attach(chen, page, PNG)
    assert refused.status in NO_ROOM and "磁盘现在只能读" in refused.text
    disk.turn("rw")
    assert attach(chen, page, PNG).status == 200
