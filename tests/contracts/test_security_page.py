"""docs/security.md answers every requirement, by a test that exists or by a reason."""

import ast
import re
from functools import cache

from portal.config import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text()
ASKED = [
    "1.2.1", "1.2.2", "1.2.4", "1.2.5", "1.3.2", "1.3.4", "1.3.6", "1.3.7", "1.5.1", "2.1.1",
    "2.2.1", "2.2.2", "2.3.1", "2.3.3", "2.3.4", "2.4.1", "3.2.1", "3.2.2", "3.3.1", "3.3.2",
    "3.3.3", "3.3.4", "3.4.1", "3.4.3", "3.4.4", "3.4.5", "3.4.6", "3.5.1", "3.5.3", "3.7.2",
    "4.1.1", "4.1.3", "5.1.1", "5.2.1", "5.2.2", "5.2.3", "5.3.2", "5.4.1", "5.4.2", "6.1.1",
    "6.2.1", "6.2.3", "6.2.4", "6.2.5", "6.2.7", "6.2.8", "6.2.9", "6.2.10", "6.3.1", "6.3.2",
    "6.4.1", "7.2.4", "7.3.1", "7.3.2", "7.4.1", "7.4.2", "7.4.3", "7.4.5", "8.1.1", "8.2.1",
    "8.2.2", "8.2.3", "8.3.1", "11.4.2", "11.5.1", "13.4.1", "13.4.2", "14.2.1", "14.3.1", "14.3.2",
    "14.3.3", "15.1.2", "15.2.1", "15.2.2", "15.3.1", "15.3.3", "15.3.7", "16.2.1", "16.2.2", "16.2.5",
    "16.3.1", "16.3.2", "16.4.1", "16.4.2", "16.5.1", "16.5.3",
]  # fmt: skip
DEVIATIONS = {"6.3.3", "5.4.3", "12.1.1"}
LINE = re.compile(r"^\| (\d+\.\d+\.\d+) \|(.*)\|$", re.MULTILINE)
TEST = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


@cache
def found_in(place: str) -> frozenset[str]:
    path = ROOT / "tests" / place
    found = ast.parse(path.read_text()).body if path.is_file() else []
    return frozenset(node.name for node in found if isinstance(node, ast.FunctionDef))


def test_every_requirement_has_one_line_and_the_deviations_are_declared() -> None:
    lines = [number for number, _ in LINE.findall(PAGE)]
    assert sorted(lines) == sorted([*ASKED, *DEVIATIONS])
    assert len(ASKED) == 86


def test_every_line_names_a_test_or_declares_a_deviation() -> None:
    bare = {number for number, said in LINE.findall(PAGE) if not TEST.search(said)}
    assert bare == DEVIATIONS
    assert all("Deviation" in said for number, said in LINE.findall(PAGE) if number in DEVIATIONS)


def test_every_test_that_is_named_exists() -> None:
    named = TEST.findall(PAGE)
    assert len(named) > 86
    assert [f"{place}::{name}" for place, name in named if name not in found_in(place)] == []
    assert PAGE.count("::test_") == len(named), "a test is named in another form"
