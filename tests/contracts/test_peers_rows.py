"""The engine's fourteen rules (peers.md §1.11), and the rows of its feature table (§2.1): each has a test
that bears its number."""

import re

from portal.config import ROOT

TEST = re.compile(r"^ *def test_(\w+)", re.MULTILINE)
NUMBER = re.compile(r"(?:^|_)(rule|row)_(\d+)(?=_)")
WANTED = {("rule", n) for n in range(1, 15)} | {("row", n) for n in range(1, 30)}
ROOMS = ("contracts", "core")


def shown() -> set[tuple[str, int]]:
    """The rules and rows that tests of the engine are named after."""
    files = [file for room in ROOMS for file in (ROOT / "tests" / room).rglob("test_*.py")]
    names = [name for file in files for name in TEST.findall(file.read_text(encoding="utf-8"))]
    return {(kind, int(number)) for name in names for kind, number in NUMBER.findall(name)}


def test_every_rule_and_every_row_of_the_engine_has_a_test_named_after_it() -> None:
    assert sorted(WANTED - shown()) == []


def test_no_test_is_named_after_a_rule_or_row_that_does_not_exist() -> None:
    assert sorted(shown() - WANTED) == []
