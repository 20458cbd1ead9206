"""docs/trust.md: thirty-three figures, each with a command that exists."""

import re

from portal.config import ROOT

PAGE = (ROOT / "docs" / "trust.md").read_text()
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_every_figure_has_a_line() -> None:
    assert [int(n) for n in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)] == list(range(1, 34))


def test_every_command_exists() -> None:
    said = PAGE.partition("## Bad input")[2]
    places = [place for told in re.findall(r"pytest ([^`]+)`", said) for place in told.split()]
    assert len(places) > 30
    assert [place for place in places if not (ROOT / "tests" / place).exists()] == []
    targets = set(re.findall(r"`(?:[A-Z]+=\S+ )?make ([a-z-]+)", said))
    assert len(targets) > 8
    assert targets <= TARGETS
