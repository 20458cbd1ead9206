"""What a scanner or a phone sends back of real prints, made by a script that is not ours, finds its paper."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask

from portal.config import ROOT
from portal.core.scans.models import ScanFile, ScanPage
from portal.extensions import db
from tests.core.printing.papers import archived
from tests.core.printing.test_copies import ask
from tests.core.scans.scanner import printed, read, send
from tests.pages import Browser

SIMULATION = Path(ROOT).parent / "shared/checks/scan_sim.py"
EVERY = "EVERY_ROUND" in os.environ
NORMAL, HARD = (100, 100) if EVERY else (20, 10)
SEEDS = (7, 8, 9) if EVERY else (7,)
AT_ONCE = 5


class Round(NamedTuple):
    """A run of the simulation, and what share of its pages are to be matched at least."""

    setting: str
    pages: int
    least: float
    seed: int


ROUNDS = [Round(*each, seed) for each in (("normal", NORMAL, 0.99), ("hard", HARD, 0.9)) for seed in SEEDS]


class Truth(NamedTuple):
    """What lies on a scanned page: which page of which paper (document and copy), or nothing of ours."""

    paper: tuple[int, int] | None
    page: int


@pytest.fixture
def papers(app: Flask, chen: Browser) -> list[tuple[int, int]]:
    """Papers of one page and of three, as they came from the archive and as numbered copies."""
    made = [archived(app, 1), archived(app, 40)]
    for document_id in made:
        assert ask(chen, document_id, kind="original").status == 200
    return [(document_id, copy) for document_id in made for copy in (0, 1)]


@pytest.mark.first
@pytest.mark.parametrize("run", ROUNDS, ids=str)
def test_pages_are_matched_and_none_lands_on_a_wrong_paper(
    app: Flask, papers: list[tuple[int, int]], chen: Browser, tmp_path: Path, run: Round
) -> None:
    truth = simulated(app, papers, tmp_path, run)
    names = sorted({name for name, _ in truth})
    for first in range(0, len(names), AT_ONCE):
        files = [(name, (tmp_path / name).read_bytes()) for name in names[first : first + AT_ONCE]]
        assert send(chen, *files).status == 200
    for _ in range(
        run.pages
    ):  # more rounds than the worker needs, which reads some pages of each upload a round
        read(app)
    found = pages_read(app)
    assert found.keys() == truth.keys(), "every page of every file was read"
    wrong = [where for where, page in found.items() if page.paper and page != truth[where]]
    ours = [where for where, page in truth.items() if page.paper]
    matched = sum(found[where] == truth[where] for where in ours)
    print(
        f"\n{run.setting} {run.seed}: {matched} of {len(ours)} matched, {len(wrong)} wrong, {len(found)} read"
    )
    assert wrong == []
    assert matched >= run.least * len(ours)
    with app.app_context():
        assert {(file.state, file.fault) for file in db.session.query(ScanFile)} == {("done", "")}


def simulated(
    app: Flask, papers: list[tuple[int, int]], folder: Path, run: Round
) -> dict[tuple[str, int], Truth]:
    """Have the prints scanned into a folder; what lies on each page of each file."""
    if not SIMULATION.exists():
        pytest.skip(f"the simulation of a scanner is not at {SIMULATION}")
    for document_id, copy in papers:
        (folder / f"{document_id}-{copy}.pdf").write_bytes(printed(app, document_id, copy))
    prints = [str(each) for each in sorted(folder.glob("*.pdf"))]
    options = ["--seed", str(run.seed), "--pages", str(run.pages), "--setting", run.setting]
    subprocess.run([sys.executable, str(SIMULATION), *options, str(folder), *prints], check=True)
    told: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text())
    return {(each["file"], each["page"]): truth_of(each) for each in told}


def truth_of(told: dict[str, Any]) -> Truth:
    """A line of the simulation's manifest."""
    if told["source"] is None:
        return Truth(None, 0)
    document_id, copy = map(int, Path(told["source"]).stem.split("-"))
    return Truth((document_id, copy), told["source_page"])


def pages_read(app: Flask) -> dict[tuple[str, int], Truth]:
    """What each page was taken for."""
    with app.app_context():
        rows = db.session.query(ScanPage).order_by(ScanPage.id)
        return {(row.file.name, row.position): taken_for(row) for row in rows}


def taken_for(row: ScanPage) -> Truth:
    """Which page of which paper a row says it is."""
    return Truth((row.document_id, row.copy), row.page) if row.document_id else Truth(None, 0)
