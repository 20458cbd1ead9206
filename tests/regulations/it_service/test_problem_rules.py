"""R09 §4.4.5, §8(2): what the papers of a problem must say, say together, and what keeps it open. Pure."""

from datetime import timedelta
from typing import Any

import pytest

from portal.core.facts import Ref
from portal.domain.operations.problems.standing import Standing
from portal.regulations.it_service.facts import Addition, ProblemRecord, Solution
from portal.regulations.it_service.facts.problem import ChangedLine, LinkedLine
from portal.regulations.it_service.rules.problems import (
    Found,
    addition_refusals,
    is_silent,
    link_refusals,
    problem_refusals,
    solution_refusals,
    standing_of,
    unsolved,
)
from tests.terms import TERMS

CHANGE, ARTICLE = Ref(50, "", "BG-1"), Ref(60, "", "ZS-1")


def ref(number: int) -> Ref:
    return Ref(number, "", f"FW-{number}")


def record(*incidents: int, **other: Any) -> ProblemRecord:
    lines = tuple(LinkedLine(key=f"{n:08x}", incident=ref(each)) for n, each in enumerate(incidents))
    told: dict[str, Any] = {
        "day": TERMS.day, "title": "反复卡纸", "thing": "打印机", "part": "终端和外设", "symptom": "卡纸",
    }  # fmt: skip
    return ProblemRecord(**told | {"incidents": lines} | other)


def addition(*links: tuple[Any, int], **other: Any) -> Addition:
    lines = tuple(
        ChangedLine(key=f"{n:08x}", link=link, incident=ref(of)) for n, (link, of) in enumerate(links)
    )
    return Addition(**{"day": TERMS.day, "told": "看过", "incidents": lines} | other)


def solution(**other: Any) -> Solution:
    told: dict[str, Any] = {
        "day": TERMS.day, "conclusion": "已查明", "root": "次品", "fix": "换一批", "no_change": "换配件",
    }  # fmt: skip
    return Solution(**told | other)


@pytest.mark.parametrize(("days", "paths"), [(0, []), (1, [("day",)])])
def test_r09_4_4_5_no_paper_of_a_day_that_has_not_come(days: int, paths: list[tuple[str]]) -> None:
    day = TERMS.day + timedelta(days=days)
    assert [each.path for each in problem_refusals(record(day=day), TERMS)] == paths
    assert [each.path for each in solution_refusals(solution(day=day), TERMS)] == paths
    said = addition(("关联", 1), day=day)
    assert [each.path for each in addition_refusals(said, TERMS)] == paths


@pytest.mark.parametrize(("incidents", "lines"), [((1, 2, 3), []), ((1, 2, 1, 2), [2, 3])])
def test_r09_4_4_5_each_incident_stands_once(incidents: tuple[int, ...], lines: list[int]) -> None:
    paths = [("incidents", n, "incident") for n in lines]
    assert [each.path for each in problem_refusals(record(*incidents), TERMS)] == paths
    said = addition(*(("关联", n) for n in incidents))
    assert [each.path for each in addition_refusals(said, TERMS)] == paths


@pytest.mark.parametrize(
    ("said", "paths"),
    [
        (addition(), [("workaround",)]),
        (addition(workaround="换一台"), []),
        (addition(("解除", 1)), []),
        (addition(article=ARTICLE), []),
    ],
)
def test_r09_4_4_5_an_addition_adds_something(said: Addition, paths: list[tuple[str]]) -> None:
    assert [each.path for each in addition_refusals(said, TERMS)] == paths


@pytest.mark.parametrize(
    ("change", "why", "refused"),
    [(CHANGE, "", False), (None, "换配件", False), (None, "", True), (CHANGE, "换配件", True)],
)
def test_r09_4_4_5_solved_by_a_change_or_says_why_none(change: Ref | None, why: str, refused: bool) -> None:
    found = [*solution_refusals(solution(change=change, no_change=why), TERMS)]
    assert [each.path for each in found] == [("no_change",)] * refused


@pytest.mark.parametrize(("conclusion", "refused"), [("已查明", [("no_change",)]), ("不成立", [])])
def test_r09_4_4_5_what_is_none_needs_no_change(conclusion: str, refused: list[tuple[str]]) -> None:
    said = solution(conclusion=conclusion, no_change="")
    assert [each.path for each in solution_refusals(said, TERMS)] == refused


@pytest.mark.parametrize(
    ("link", "incident", "refused"),
    [("关联", 2, False), ("关联", 1, True), ("解除", 1, False), ("解除", 2, True)],
)
def test_r09_4_4_5_linked_is_what_it_has_not_and_released_what_it_has(
    link: str, incident: int, refused: bool
) -> None:
    found = [*link_refusals(addition((link, incident)), frozenset({1}))]
    assert [each.path for each in found] == [("incidents", 0, "incident")] * refused


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ([], Standing()),
        ([record(1, 2, workaround="关机重开")], Standing(frozenset({1, 2}), "关机重开")),
        ([record(1), addition(("关联", 2), ("解除", 1))], Standing(frozenset({2}))),
        ([record(workaround="先"), addition(("关联", 1))], Standing(frozenset({1}), "先")),
        ([record(workaround="先"), addition(workaround="后")], Standing(workaround="后")),
        (
            [record(1, workaround="先"), solution(change=CHANGE, no_change="")],
            Standing(frozenset({1}), "", "次品", 50),
        ),
        ([solution(workaround="一"), solution(root="另一个")], Standing(root_cause="另一个")),
        ([record(1, workaround="先"), solution(conclusion="不成立")], Standing(frozenset({1}))),
        ([solution(), solution(conclusion="不成立")], Standing()),
        ([addition(article=ARTICLE), solution()], Standing(root_cause="次品", article_id=60)),
        (
            [solution(article=ARTICLE), addition(workaround="后")],
            Standing(workaround="后", root_cause="次品", article_id=60),
        ),
    ],
)
def test_r09_4_4_5_what_the_papers_say_together(papers: list[Any], expected: Standing) -> None:
    assert standing_of(papers) == expected


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ""),
        ({"again": True}, ""),
        ({"reported": False}, "还没有经理批准的"),
        ({"reported": False, "again": True}, "重新打开以后，还没有"),
        ({"change": "BG-1 已批准，待实施"}, "BG-1 已批准，待实施"),
        ({"named": False, "holds": False}, "还没有写明知识条目"),
        ({"holds": False}, "已经作废或过期"),
        ({"named": False, "holds": False, "none": True}, ""),
        ({"none": True, "incidents": 1}, "还关联着 1 件事件"),
        ({"reported": False, "none": True}, "还没有经理批准的"),
    ],
)
def test_r09_8_2_what_keeps_a_problem_open(changed: dict[str, Any], words: str) -> None:
    found = [*unsolved(Found(True, False, "", True, True)._replace(**changed))]
    assert len(found) == bool(words) and words in "".join(each.message for each in found)


def test_r09_8_2_all_that_is_missing_is_said_at_once() -> None:
    assert len([*unsolved(Found(False, False, "", False, False))]) == 2


@pytest.mark.parametrize(("ago", "silent"), [(6, False), (7, True), (8, True)])
def test_r09_8_2_looked_at_each_week(ago: int, silent: bool) -> None:
    assert is_silent(TERMS.day - timedelta(days=ago), TERMS.day, 7) is silent
