"""Overrides of a flow as data: which word stands on which day, and what a step becomes by it."""

from datetime import date

import pytest
from msgspec import UNSET

from portal.core.calendar import AfterWorkingDays, AfterWorkingHours
from portal.core.flow import Step, edition
from portal.core.flow_override import (
    NotItsValue,
    Override,
    Signer,
    copied,
    decoded,
    nonsense,
    overridden,
    told,
    with_value,
)
from portal.core.org.roles import SUPERIOR
from portal.core.time_limit import TimeLimit

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
STEP = Step(name="审核", clause="§2", by="sales_manager")
LIMITED = Step(
    name="审核", clause="§2", by="sales_manager",
    within_time=TimeLimit(clause="§3", limit=AfterWorkingHours(4), escalates=AfterWorkingDays(1)),
)  # fmt: skip
BY_PARAMETER = Step(
    name="审核", clause="§2", by="sales_manager",
    within_time=TimeLimit(clause="§3", limit=AfterWorkingDays(0), parameter="toy.days"),
)  # fmt: skip


def test_a_word_stands_from_its_day_on_until_the_next() -> None:
    words = [
        Override("审核", "vacancy", TUESDAY, None),
        Override("审核", "vacancy", MONDAY, "escalate"),
        Override("别的", "vacancy", MONDAY, "escalate"),
    ]
    found = [overridden((STEP,), words, day)[0].vacancy for day in (date(2026, 11, 22), MONDAY, TUESDAY)]
    assert found == ["hold", "escalate", "hold"]


def test_who_gets_copies_is_said_of_the_whole_flow() -> None:
    word = Override("", "copies", TUESDAY, decoded("copies", '["auditor"]'))
    assert [copied(("finance_head",), [word], day) for day in (MONDAY, TUESDAY)] == [
        ("finance_head",),
        ("auditor",),
    ]
    assert overridden((STEP,), [word], TUESDAY) == (STEP,)
    assert [told("copies", ()), told("copies", word.value)] == ["不抄送", "审计员"]


def test_what_says_the_same_leaves_the_edition_as_it_is() -> None:
    same = [("by", Signer("sales_manager")), ("vacancy", "hold"), ("own", "superior"), ("deadline", 0)]
    for setting, value in same:
        assert edition((with_value(STEP, setting, value),)) == edition((STEP,)), setting
    assert edition((with_value(STEP, "by", Signer("sales_manager", "company")),)) != edition((STEP,))


def test_a_deadline_keeps_clause_and_escalation_and_never_learns_to_pass() -> None:
    limit = with_value(LIMITED, "deadline", 3).within_time
    assert (limit.clause, limit.limit, limit.escalates, limit.passes) == (
        "§3", AfterWorkingDays(3), AfterWorkingDays(1), False
    )  # fmt: skip
    assert with_value(LIMITED, "deadline", 0).within_time is UNSET
    assert with_value(STEP, "deadline", 3).within_time == TimeLimit(clause="§2", limit=AfterWorkingDays(3))


def test_days_that_are_a_parameter_are_changed_there_alone() -> None:
    assert "参数" in nonsense(BY_PARAMETER, "deadline", 3)
    assert with_value(BY_PARAMETER, "deadline", 0) == with_value(BY_PARAMETER, "deadline", 3) == BY_PARAMETER


def test_what_has_no_effect_makes_no_sense() -> None:
    company = with_value(STEP, "by", Signer("finance_head", "company"))
    superior = with_value(STEP, "by", Signer(SUPERIOR))
    for step in (company, superior):
        assert nonsense(step, "vacancy", "escalate") and nonsense(step, "own", "hold")
    assert nonsense(STEP, "by", Signer(SUPERIOR, "company"))
    assert not nonsense(STEP, "vacancy", "escalate") and not nonsense(STEP, "by", Signer(SUPERIOR))
    assert not nonsense(company, "vacancy", None)


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        ("by", '{"by": "gone_role"}'),
        ("by", '"sales_manager"'),
        ("by", '{"by": "sales_manager", "within": "world"}'),
        ("vacancy", '"pass"'),
        ("own", '"escalate"'),
        ("copies", '["gone_role"]'),
        ("copies", '"auditor"'),
        ("deadline", "-1"),
        ("deadline", "100"),
        ("deadline", '"3"'),
        ("deadline", ""),
        ("passes", "true"),
    ],
)
def test_what_is_no_value_of_its_setting_is_not_read(setting: str, text: str) -> None:
    with pytest.raises(NotItsValue):
        decoded(setting, text)


def test_values_are_told_in_chinese() -> None:
    assert decoded("deadline", "99") == 99
    signer = decoded("by", '{"by": "finance_head", "within": "company"}')
    assert told("by", signer) == "财务部负责人，在全公司找"
    assert told("by", Signer(SUPERIOR)) == "部门负责人"
    assert [told("deadline", n) for n in (0, 2)] == ["没有期限", "2 个工作日"]
    assert [told("vacancy", "hold"), told("own", None)] == ["等有人任职后送达", "照制度原定"]


AT = Step(name="审核", clause="§2", by=SUPERIOR, at="department")
NAMED = Step(name="审核", clause="§2", by="account_manager", named="handler")


def test_a_step_whose_signer_a_cell_names_keeps_to_the_cell_until_another_place_is_said() -> None:
    same = [(AT, Signer(SUPERIOR, "at")), (NAMED, Signer("account_manager", "named"))]
    assert [edition((with_value(step, "by", value),)) for step, value in same] == [
        edition((AT,)), edition((NAMED,)),
    ]  # fmt: skip
    other = with_value(AT, "by", Signer("sales_manager", "at"))
    assert (other.by, other.at, other.within) == ("sales_manager", "department", "unit")
    plain = with_value(NAMED, "by", Signer("account_manager"))
    assert edition((plain,)) == edition((Step(name="审核", clause="§2", by="account_manager"),))
    assert with_value(AT, "by", Signer("auditor", "company")).within == "company"


def test_a_signer_is_looked_for_only_where_a_cell_of_the_step_leads() -> None:
    for step, within in [(STEP, "at"), (STEP, "named"), (AT, "named"), (NAMED, "at")]:
        assert nonsense(step, "by", Signer("auditor", within)) == "这一步没有写明部门或者人的栏目"
    assert nonsense(AT, "by", Signer(SUPERIOR, "at")) == ""
    assert nonsense(NAMED, "by", Signer("auditor", "named")) == ""
    assert "不能按部门负责人签" in nonsense(NAMED, "by", Signer(SUPERIOR, "named"))
    assert told("by", Signer(SUPERIOR, "at")) == "部门负责人，从单据上写明的部门往上找"
    assert told("by", Signer("auditor", "named")) == "审计员，由单据上写明的人办理"
    assert decoded("by", '{"by":"auditor","within":"named"}') == Signer("auditor", "named")
