"""R06 §2, §4, §5, §附1 to §附5: what the papers must say, on both sides of each boundary."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from portal.core.calendar import AfterDays
from portal.core.facts import Facts, Ref
from portal.core.parameter import Values
from portal.core.period import Period
from portal.regulations.bank_complaints.duties import after_the_quarter, that_day, within_the_year
from portal.regulations.bank_complaints.facts import (
    CallBack,
    Entry,
    Numbers,
    OpinionBook,
    Outlet,
    Prolonging,
    Record,
    Referral,
    Report,
    Representative,
    Root,
    RootReport,
    Told,
    Transfer,
    Withdrawal,
)
from portal.regulations.bank_complaints.parameters import COMPLEX, FIRST, LONGEST, REPRESENTATIVES
from portal.regulations.bank_complaints.rules import ending, handling, record, recusal, routing
from tests.terms import TERMS

TODAY, A_DAY = TERMS.day, timedelta(days=1)
OUTLET = Ref(1, "OUTLET", "东门网点")
RECORD = Record(
    day=TODAY, at=time(9, 30), channel="客户援助电话", presence="非现场",
    subject="服务态度", business="个人存款", level="网点", written="口头", name="李女士", kind="个人",
    phone="13800001234", unit=OUTLET, what="排队一小时无人理会", request="道歉", joint=False,
)  # fmt: skip
BOOK = OpinionBook(day=TODAY, state="今天没有意见")
ENTRY = Entry(key="0" * 8, page=3, written=TODAY, kind="建议", text="加一张椅子", reply="已加")
TRANSFER = Transfer(day=TODAY, line="承办部门", unit=OUTLET, brief="态度", reason="对口")
REPLY = "已向您致歉。不满意可申请核查，也可申请调解、仲裁或向法院起诉。"
REPORT = Report(
    day=TODAY, investigator="网点员工", decider="一级行部", finding="属实", facts="属实", liable="东门网点",
    outcome="致歉并说明", responsibility="柜员", proposal="致歉", remedy="培训", reply=REPLY,
    suitable="适合回访",
)  # fmt: skip
TOLD = Told(day=TODAY, matter="处理结果", way="电话", whom="李女士", ways="已经告知", said="接受")
MORE = Prolonging(day=TODAY, difficulty="复杂", decider="一级行部", done="调了录像", reason="要外单位配合")
BACK = Withdrawal(day=TODAY, way="电话", whom="李女士", reason="已经解决")
CALL = CallBack(day=TODAY, reached="李女士", content="满意", further="没有新的要求", said="好")
REFERRED = Referral(day=TODAY, about="东门网点", reason="收受礼品", clues="录音一段")
ROOT = Root(
    key="0" * 8, subject="服务态度", number=3, root="人手不足", measure="加窗口", owner="网点", until=TODAY
)
ROOTS = RootReport(day=date(2026, 9, 30), total=3, upheld=3, review="平稳", roots=(ROOT,))
SEEN = Outlet(key="0" * 8, unit=OUTLET, display="三个都在")
NUMBERS = Numbers(day=TODAY, outlets=(SEEN,))


def paths(rule: Any, said: Facts, **other: object) -> list[str]:
    return [".".join(map(str, refusal.path)) for refusal in rule(replace(said, **other), TERMS)]


def people(number: int) -> tuple[Representative, ...]:
    return tuple(Representative(key=f"{n:08x}", name=f"代表{n}", phone="1") for n in range(number))


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (record.record_refusals, RECORD),
        (record.book_refusals, BOOK),
        (routing.transfer_refusals, TRANSFER),
        (handling.report_refusals, REPORT),
        (handling.told_refusals, TOLD),
        (handling.prolonging_refusals, MORE),
        (ending.withdrawal_refusals, BACK),
        (ending.callback_refusals, CALL),
        (ending.referral_refusals, REFERRED),
        (ending.numbers_refusals, NUMBERS),
    ],
)
def test_r06_a_paper_is_of_a_day_that_has_come(rule: Any, said: Facts) -> None:
    assert paths(rule, said) == []
    assert paths(rule, said, day=TODAY + A_DAY) == ["day"]


@pytest.mark.parametrize(
    ("joint", "number", "path"),
    [
        (False, 0, []),
        (False, 1, ["joint"]),
        (True, 0, ["representatives"]),
        (True, 1, []),
        (True, 5, []),
        (True, 6, ["representatives"]),
    ],
)
def test_r06_a3_those_who_complain_together_send_at_most_five(joint: bool, number: int, path: list) -> None:
    found = paths(record.record_refusals, RECORD, joint=joint, representatives=people(number))
    assert found == path
    fewer = TERMS._replace(values=Values({REPRESENTATIVES.name: ((date(2026, 1, 1), 4),)}))
    said = replace(RECORD, joint=True, representatives=people(5))
    assert len(list(record.record_refusals(said, fewer))) == 1


@pytest.mark.parametrize(
    ("minutes", "why", "path"),
    [(0, "", []), (30, "", []), (31, "", ["late"]), (31, "停电", []), (-1, "", ["at"]), (-1, "停电", ["at"])],
)
def test_r06_4_a_record_is_with_the_supervision_line_in_half_an_hour_or_says_why_not(
    minutes: int, why: str, path: list[str]
) -> None:
    received = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    found = record.feedback_refusals(received, received + timedelta(minutes=minutes), 30, why)
    assert [refusal.path[0] for refusal in found] == path


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({"state": "有意见", "entries": (ENTRY,)}, []),
        ({"state": "有意见"}, ["entries"]),
        ({"entries": (ENTRY,)}, ["state"]),
        ({"state": "有意见", "entries": (replace(ENTRY, written=TODAY + A_DAY),)}, ["entries.0.written"]),
        ({"state": "有意见", "entries": (replace(ENTRY, kind="投诉"),)}, ["entries.0.record"]),
        ({"state": "有意见", "entries": (ENTRY, replace(ENTRY, kind="投诉", record=OUTLET))}, []),
    ],
)
def test_r06_2_a_complaint_in_the_opinion_book_has_its_record(other: dict, path: list[str]) -> None:
    assert paths(record.book_refusals, BOOK, **other) == path


@pytest.mark.parametrize(
    ("line", "unit", "path"),
    [
        ("服务监督电话", None, []),
        ("客户援助电话", None, ["unit"]),
        ("承办部门", None, ["unit"]),
        ("客户援助电话", OUTLET, []),
    ],
)
def test_r06_5_a_complaint_goes_to_a_unit_that_is_named(line: str, unit: Ref | None, path: list) -> None:
    assert paths(routing.transfer_refusals, TRANSFER, line=line, unit=unit) == path


@pytest.mark.parametrize(
    ("line", "roles", "number"),
    [
        ("承办部门", {"hotline_agent"}, 1),
        ("承办部门", {"customer_service"}, 1),
        ("承办部门", {"customer_service", "hotline_agent"}, 1),
        ("客户援助电话", {"hotline_agent"}, 0),
        ("服务监督电话", {"hotline_agent"}, 0),
        ("承办部门", {"hotline_agent", "aid_line_officer"}, 0),
        ("承办部门", {"aid_line_officer"}, 0),
    ],
)
def test_r06_4_2_the_hotline_passes_on_to_the_other_lines(line: str, roles: set[str], number: int) -> None:
    assert len(list(routing.line_refusals(replace(TRANSFER, line=line), roles))) == number


@pytest.mark.parametrize(
    ("level", "heads", "number"),
    [
        ("网点", {"outlet_head"}, 0),
        ("一级行部", {"outlet_head"}, 1),
        ("一级行部", {"first_branch_head"}, 0),
        ("网点", {"first_branch_head"}, 0),
        ("总行", {"first_branch_head"}, 1),
        ("总行", {"bank_department_head"}, 0),
        ("网点", {"branch_office_manager"}, 1),
        ("网点", set(), 1),
    ],
)
def test_r06_5_a_complaint_is_handled_at_its_level_or_above(level: Any, heads: set, number: int) -> None:
    assert len(list(routing.level_refusals(TRANSFER, level, heads))) == number
    supervised = replace(TRANSFER, line="服务监督电话", unit=None)
    assert list(routing.level_refusals(supervised, level, heads)) == []


COUNTER, BRANCH = 1, 2
EMPLOYEE = recusal.Member(7, "程静怡", frozenset({COUNTER}))


@pytest.mark.parametrize(
    ("hand", "barred"),
    [
        (EMPLOYEE, True),
        (EMPLOYEE._replace(units=frozenset()), True),
        (recusal.Member(8, "曹一鸣", frozenset({COUNTER})), True),
        (recusal.Member(8, "曹一鸣", frozenset({COUNTER, BRANCH}), frozenset({BRANCH})), True),
        (recusal.Member(9, "萧文博", frozenset({COUNTER}), frozenset({COUNTER})), False),
        (recusal.Member(10, "董子衿", frozenset({BRANCH}), frozenset({BRANCH})), False),
        (recusal.Member(11, "冯嘉言", frozenset({BRANCH})), False),
    ],
)
def test_r06_a2_who_has_an_interest_keeps_away(hand: recusal.Member, barred: bool) -> None:
    assert bool(recusal.interest(EMPLOYEE, hand)) == barred


@pytest.mark.parametrize(
    ("reply", "missing"),
    [
        (REPLY, []),
        (REPLY.replace("核查", "复核"), []),
        (REPLY.replace("核查", ""), ["核查"]),
        (REPLY.replace("调解", ""), ["调解"]),
        (REPLY.replace("仲裁", ""), ["仲裁"]),
        (REPLY.replace("起诉", "诉讼"), []),
        (REPLY.replace("向法院起诉", ""), ["诉讼"]),
        ("对不起", ["核查", "调解", "仲裁", "诉讼"]),
    ],
)
def test_r06_a4_a_reply_names_every_way_to_go_further(reply: str, missing: list[str]) -> None:
    assert handling.unnamed(reply) == missing
    assert paths(handling.report_refusals, REPORT, reply=reply) == (["reply"] if missing else [])


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({"suitable": "不适合回访"}, ["unsuitable"]),
        ({"suitable": "不适合回访", "unsuitable": "投诉人要求不再联系"}, []),
        ({"investigator": "总行部室负责人"}, ["decider"]),
        ({"investigator": "服务监督电话"}, ["decider"]),
        ({"investigator": "服务监督电话", "decider": "优质服务领导小组"}, []),
        ({"investigator": "一级行部负责人"}, []),
    ],
)
def test_r06_5_a_report_says_who_decides_and_why_nobody_is_called(other: dict, path: list[str]) -> None:
    assert paths(handling.report_refusals, REPORT, **other) == path


def test_r06_5_1_what_concerns_the_whole_bank_is_for_the_leading_group() -> None:
    group = replace(REPORT, decider="优质服务领导小组")
    levels: tuple[Any, ...] = ("网点", "一级行部", "总行")
    assert [len(list(handling.decider_refusals(REPORT, level))) for level in levels] == [0, 0, 1]
    assert list(handling.decider_refusals(group, "总行")) == []


def test_r06_a4_a_result_is_told_with_the_ways_to_go_further() -> None:
    assert paths(handling.told_refusals, TOLD, ways="") == ["ways"]
    assert paths(handling.told_refusals, TOLD, matter="延长时限", ways="") == []


def test_r06_a1_the_second_extension_is_for_the_leading_group_and_after_the_first() -> None:
    assert paths(handling.prolonging_refusals, MORE, difficulty="特别复杂") == ["decider"]
    group = replace(MORE, difficulty="特别复杂", decider="优质服务领导小组")
    assert paths(handling.prolonging_refusals, group) == []
    counts = [
        len(list(handling.order_refusals(said, before))) for said in (MORE, group) for before in (0, 1, 2)
    ]
    assert counts == [0, 1, 1, 1, 0, 1]


def test_r06_a1_a_limit_is_prolonged_until_its_last_day() -> None:
    assert list(handling.in_time_refusals("day", TODAY, TODAY)) == []
    assert len(list(handling.in_time_refusals("day", TODAY + A_DAY, TODAY))) == 1
    assert list(handling.in_time_refusals("day", TODAY, None)) == [], "it stands still"


@pytest.mark.parametrize(
    ("parameter", "last"),
    [(FIRST, date(2026, 1, 20)), (COMPLEX, date(2026, 2, 4)), (LONGEST, date(2026, 3, 6))],
)
def test_acceptance_13_what_came_in_on_5_january_is_due_on(parameter: Any, last: date) -> None:
    limit = AfterDays(TERMS.value(parameter))
    assert limit.due(date(2026, 1, 5), TERMS.working_time).day == last


def test_r06_nothing_is_done_about_a_complaint_before_it_came_in() -> None:
    assert list(ending.since_refusals(TODAY, TODAY, "§附3")) == []
    assert len(list(ending.since_refusals(TODAY - A_DAY, TODAY, "§附3"))) == 1


def test_r06_4_3_a_new_demand_is_written_down() -> None:
    assert paths(ending.callback_refusals, CALL, further="有新的要求") == ["wish"]
    assert paths(ending.callback_refusals, CALL, further="有新的要求", wish="退手续费") == []


@pytest.mark.parametrize(
    ("day", "path"),
    [
        (date(2026, 9, 30), []),
        (date(2026, 7, 1), []),
        (date(2026, 10, 1), ["day"]),
        (TODAY, ["day"]),
        (date(2025, 12, 31), []),
    ],
)
def test_r06_a5_a_root_report_is_of_a_quarter_that_is_over(day: date, path: list[str]) -> None:
    assert paths(ending.roots_refusals, ROOTS, day=day) == path


def test_r06_a5_the_last_day_of_a_quarter_ends_it() -> None:
    last = date(2026, 12, 31)
    said = replace(ROOTS, day=date(2026, 10, 1))
    assert [
        len(list(ending.roots_refusals(said, TERMS._replace(day=day)))) for day in (last - A_DAY, last)
    ] == [1, 0]


def test_r06_a5_no_more_is_upheld_than_came_in() -> None:
    assert paths(ending.roots_refusals, ROOTS, upheld=4) == ["upheld"]


@pytest.mark.parametrize(
    ("outlets", "path"),
    [
        ((SEEN, SEEN), []),
        ((replace(SEEN, display="缺少或看不清"),), ["outlets.0.found"]),
        ((replace(SEEN, display="缺少或看不清", found="已补"),), []),
    ],
)
def test_r06_4_what_is_not_on_display_is_put_right(outlets: tuple, path: list[str]) -> None:
    assert paths(ending.numbers_refusals, NUMBERS, outlets=outlets) == path


def test_r06_duties_are_owed_on_the_day_after_the_quarter_and_within_the_year() -> None:
    quarter = Period(date(2026, 7, 1), date(2026, 9, 30))
    assert that_day(TERMS, Period(TODAY, TODAY)).day == TODAY
    assert after_the_quarter(TERMS, quarter).day == date(2026, 10, 20), "seven days of October are free"
    assert within_the_year(TERMS, Period(date(2026, 1, 1), date(2026, 12, 31))).day == date(2026, 12, 31)
