"""Two uploads of the same paper at one instant file it once; two people decide on a page once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from portal.core.scans.filing import Overtaken, confirm, set_aside
from portal.core.scans.models import Scan, ScanPage
from portal.core.scans.worker import read_scan
from portal.core.web.context import now
from portal.extensions import db, writing
from tests.core.printing.papers import archived
from tests.core.scans.scanner import filed, printed, scan, send, states, with_code
from tests.pages import Browser

pytestmark = pytest.mark.both_databases(whole=True)


def at_once(app: Flask, *acts: object) -> list[object]:
    """Let several act at one instant, each in an app context of its own."""
    gate = Barrier(len(acts))

    def run(act) -> object:
        with app.app_context():
            gate.wait()
            try:
                return act()
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_the_pages_of_one_paper_in_several_uploads_file_it_once(app: Flask, chen: Browser) -> None:
    paper = archived(app)
    pdf = printed(app, paper)
    for pages in ((1, 2), (3, 1), (2, 3)):
        send(chen, *((f"{n}.jpg", scan(pdf, n)) for n in pages))
    with app.app_context():
        ids = [row.id for row in db.session.query(Scan)]
    at_once(app, *(lambda scan_id=scan_id: read_scan(scan_id) for scan_id in ids))
    assert sorted(states(app)) == ["filed"] * 3 + ["twice"] * 3
    assert len(filed(app)) == 1


def test_one_upload_read_by_two_workers_has_each_page_once(app: Flask, chen: Browser) -> None:
    paper = archived(app)
    pdf = printed(app, paper)
    send(chen, *((f"{n}.jpg", scan(pdf, n)) for n in (1, 2, 3)))
    at_once(app, lambda: read_scan(1), lambda: read_scan(1))
    assert states(app) == ["filed"] * 3


def test_a_page_is_decided_on_once(app: Flask, chen: Browser) -> None:
    send(chen, ("1.jpg", with_code("nobody's")))
    with app.app_context():
        read_scan(1)
        page_id = db.session.query(ScanPage.id).scalar()

    def aside() -> str:
        try:
            with writing():
                return set_aside(page_id, 1, "送货单", now()).state
        except Overtaken:
            return "late"

    assert sorted(at_once(app, aside, aside, aside)) == ["aside", "late", "late"]  # type: ignore[type-var]
    with app.app_context(), pytest.raises(Overtaken), writing():
        confirm(page_id, 1, now())
