"""The printing process may hang or die: it is ended and replaced, and the next paper is made."""

import signal
from collections.abc import Iterator
from threading import Timer

import pytest

from portal.core.printing.job import Job
from portal.core.printing.renderer import Renderer, RenderFailed

SMALL = "<p>一</p>"
HUGE = "<table>" + "<tr><td>一<td>二<td>三</tr>" * 20_000 + "</table>"


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    mine = Renderer(seconds=30)
    yield mine
    mine.stop()


def test_one_process_makes_paper_after_paper(renderer: Renderer) -> None:
    assert renderer.render(Job((SMALL,))).startswith(b"%PDF")
    first = renderer.process.pid
    assert renderer.render(Job((SMALL,))).startswith(b"%PDF")
    assert renderer.process.pid == first


def test_a_paper_that_takes_too_long_ends_its_process(renderer: Renderer) -> None:
    assert renderer.render(Job((SMALL,))).startswith(b"%PDF")
    slow, renderer.seconds = renderer.process, 0.3
    with pytest.raises(RenderFailed, match="took too long"):
        renderer.render(Job((HUGE,)))
    assert slow.poll() == -signal.SIGKILL
    renderer.seconds = 30
    assert renderer.render(Job((SMALL,))).startswith(b"%PDF")


def test_a_process_killed_in_the_middle_is_replaced(renderer: Renderer) -> None:
    assert renderer.render(Job((SMALL,))).startswith(b"%PDF")
    killer = Timer(0.3, renderer.process.kill)
    killer.start()
    with pytest.raises(RenderFailed, match=r"EOFError|reset"):
        renderer.render(Job((HUGE,)))
    killer.join()
    assert renderer.render(Job((SMALL,))).startswith(b"%PDF")


def test_a_process_killed_between_two_papers_is_replaced(renderer: Renderer) -> None:
    assert renderer.render(Job((SMALL,))).startswith(b"%PDF")
    renderer.process.kill()
    renderer.process.wait()
    assert renderer.render(Job((SMALL,))).startswith(b"%PDF")


def test_a_bad_paper_leaves_the_process_alive(renderer: Renderer) -> None:
    assert renderer.render(Job((SMALL,))).startswith(b"%PDF")
    process = renderer.process
    with pytest.raises(RenderFailed, match="MissingGlyph"):
        renderer.render(Job(("<p>\ue000</p>",)))
    assert process.poll() is None
    assert renderer.render(Job((SMALL,))).startswith(b"%PDF")
