"""Little memory: the printing process takes no more than its worker was given; a paper that needs more is
reported, and the next one is made."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.config import ROOT
from portal.core.printing.job import Job
from portal.core.printing.renderer import Renderer, RenderFailed

SMALL = Job(("<p>一</p>",))
LONG = Job(("<table>" + "<tr><td>一<td>二<td>三</tr>" * 500 + "</table>",))
GIVEN = 1024**3
PAGE = os.sysconf("SC_PAGE_SIZE")


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    mine = Renderer()
    yield mine
    mine.stop()


def addresses(number: int) -> int:
    """How much memory a process has asked for."""
    return int(Path(f"/proc/{number}/statm").read_text().split()[0]) * PAGE


def test_a_paper_that_needs_more_is_reported_and_the_next_one_made(renderer: Renderer) -> None:
    renderer.render(SMALL)
    assert renderer.process
    most = addresses(renderer.process.pid) + 4 * 1024**2
    resource.prlimit(renderer.process.pid, resource.RLIMIT_AS, (most, most))
    with pytest.raises(RenderFailed):
        renderer.render(LONG)
    assert renderer.render(SMALL).startswith(b"%PDF")


@pytest.mark.skipif(not shutil.which("prlimit"), reason="prlimit is not installed")
def test_it_takes_no_more_than_its_worker_was_given() -> None:
    command = ["prlimit", f"--as={GIVEN}", sys.executable, "-m", "tests.faults.little_memory"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told == f"%PDF {GIVEN}\n"
