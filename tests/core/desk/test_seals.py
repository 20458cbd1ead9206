"""DESIGN §9: the seals are listed, printed, and compared with what somebody kept on paper."""

from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import TestClock, signed_in
from tests.core.printing.papers import text_of
from tests.core.proof.falsify import seal, seals
from tests.pages import Browser
from tests.plans import plan


@pytest.fixture
def auditor(app: Flask) -> Browser:
    """许文, after a week of which every day is sealed."""
    plan(app, "approve")
    seal(app, days=7)
    return signed_in(app, "1007")


def test_who_reads_the_audit_finds_every_day_and_nobody_else_does(app: Flask, auditor: Browser) -> None:
    page = auditor.get("/seals")
    for row in seals(app):
        assert f"{row.day}" in page.text
        assert " ".join(row.digest[n : n + 4] for n in range(0, 64, 4)) in page.text
    assert "每日封存" in auditor.get("/").text
    for number, status in (("1009", 200), ("1003", 404), ("1001", 404)):
        assert signed_in(app, number).get("/seals").status == status, number


def test_a_seal_on_paper_says_all_that_it_takes_to_compare_it(
    app: Flask, auditor: Browser, tmp_path: Path
) -> None:
    before, row = seals(app)[:2]
    answer = auditor.get(f"/seals/{row.id}/pdf").response
    text = " ".join(text_of(answer.data, tmp_path, "-raw").split())
    squeezed = text.replace(" ", "")
    assert f"{row.day}" in text
    assert before.digest in squeezed and row.digest in squeezed
    assert f"{row.count}条" in squeezed
    assert auditor.get(f"/seals/{row.id + 99}/pdf").status == 404


def test_the_first_seal_is_printed_with_nothing_before_it(app: Flask, auditor: Browser, tmp_path) -> None:
    answer = auditor.get(f"/seals/{seals(app)[0].id}/pdf").response
    assert "0" * 64 in "".join(text_of(answer.data, tmp_path, "-raw").split())


def test_what_is_typed_from_paper_is_found_whole_or_from_its_beginning(app: Flask, auditor: Browser) -> None:
    row = seals(app)[1]
    grouped = " ".join(row.digest[n : n + 4] for n in range(0, 64, 4))
    for typed in (grouped, grouped.upper(), row.digest[:16], grouped.replace(" ", "-")):
        page = auditor.get(f"/seals?digest={typed}")
        assert f"和 {row.day} 的封存一致" in page.text, typed


def test_a_seal_that_was_rewritten_is_not_found(auditor: Browser) -> None:
    page = auditor.get(f"/seals?digest={'0' * 64}")
    assert (page.status, "没有这样的封存" in page.text) == (200, True)


@pytest.mark.parametrize("typed", ["abc", "0" * 65, "g" * 64, "摘要" * 20, "１" * 64])
def test_what_is_no_seal_is_told_at_its_place(auditor: Browser, typed: str) -> None:
    page = auditor.get(f"/seals?digest={typed}")
    assert (page.status, "请输入 16 到 64 位" in page.text) == (422, True)


def test_older_seals_are_on_the_next_page(app: Flask, auditor: Browser) -> None:
    seal(app, days=45)
    oldest = seals(app)[0]
    first = auditor.get("/seals")
    assert f"{oldest.day}" not in first.text
    assert f"{oldest.day}" in auditor.get(f"/seals?before={seals(app)[-30].id}").text


def test_the_worker_seals_by_itself(app: Flask, clock: TestClock) -> None:
    plan(app)
    clock.advance(days=2)
    swept = {task.name: task for task in app.extensions["jobs"].huey._registry.periodic_tasks}
    swept["seal_days"].execute()
    assert [row.count > 0 for row in seals(app)][:1] == [True]
