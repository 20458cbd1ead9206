"""Figure 31: one warm process makes 2,000 papers in a row, and its memory stays where it is. (A paper that
takes 30 seconds is cut off and reported: tests/core/printing/test_orders.py.)"""

import os
import time
from pathlib import Path

import pytest
from flask import Flask

from portal.core.printing.renderer import Renderer
from portal.core.printing.worker import job_of
from tests.core.printing.filled import paper_of

EVERY = "EVERY_ROUND" in os.environ
PAPERS, WARM, KINDS = (2000, 200, 200) if EVERY else (40, 16, 8)  # each kind is made before it counts
AROUND = 10  # papers of which the least counts
GIVEN_BACK = 0.05  # seconds after which what a paper needed is given back
MOST = (50 if EVERY else 20) * 1024**2
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident(number: int) -> int:
    """How much memory a process has, in bytes."""
    return int(Path(f"/proc/{number}/statm").read_text().split()[1]) * PAGE


@pytest.mark.first
def test_it_does_not_grow_with_the_papers_it_makes(app: Flask) -> None:
    forms = list(app.extensions["catalogue"].types())[:KINDS]
    with app.test_request_context():
        jobs = [job_of(n, paper_of(form, 3 + n % 12)) for n, form in enumerate(forms, 1)]
    renderer, seen, began = Renderer(), list[int](), time.perf_counter()
    try:
        for number in range(PAPERS):
            renderer.render(jobs[number % len(jobs)])
            assert renderer.process is not None
            time.sleep(GIVEN_BACK)
            seen.append(resident(renderer.process.pid))
    finally:
        renderer.stop()
    steps = [f"{seen[n] // 1024**2}" for n in range(0, PAPERS, max(1, PAPERS // 20))]
    print(f"\n{PAPERS} papers in {time.perf_counter() - began:.0f} s; MiB: {' '.join(steps)}")
    assert min(seen[-AROUND:]) - min(seen[WARM : WARM + AROUND]) < MOST
