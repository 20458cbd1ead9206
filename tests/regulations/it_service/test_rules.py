"""R09's rules by clause, on both sides of each boundary."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from portal.core.facts import Ref
from portal.regulations.it_service.facts import Intake, Ticket, WorkOrder
from portal.regulations.it_service.rules.intake import intake_refusals, not_the_desk
from portal.regulations.it_service.rules.tickets import (
    no_resolver,
    order_refusals,
    promised,
    ticket_refusals,
    unclosable,
)
from tests.terms import TERMS

TODAY = TERMS.day
CHEN, ADMIN = Ref(1, "1001", "陈立"), Ref(2, "1011", "苏禾")
INTAKE = Intake(day=TODAY, channel="门户", what="卡纸", thing="305", urgency="受影响")
TICKET = Ticket(
    day=TODAY, user=CHEN, symptom="卡纸", thing="305", part="终端和外设", impact="一个部门或多人",
    urgency="受影响", priority="P3", way="指派处理", resolver=ADMIN,
)  # fmt: skip
ORDER = WorkOrder(day=TODAY, user=CHEN, engineer=ADMIN, thing="305", task="换搓纸轮")
TOMORROW: date = TODAY + timedelta(days=1)


def paths(found: Any) -> list[tuple[str, str]]:
    return [("".join(map(str, refusal.path)), refusal.clause) for refusal in found]


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        ({}, []),
        ({"day": TOMORROW}, [("day", "§4.4.2")]),
        ({"channel": "电话"}, [("caller", "§4.4.2")]),
        ({"channel": "当面"}, [("caller", "§4.4.2")]),
        ({"channel": "邮件"}, []),
        ({"channel": "电话", "caller": CHEN}, []),
    ],
)
def test_r09_4_4_2_a_report_is_of_today_and_a_call_names_who_called(other, refused) -> None:
    assert paths(intake_refusals(replace(INTAKE, **other), TERMS)) == refused


@pytest.mark.parametrize(
    ("channel", "at_desk", "refused"),
    [("电话", False, True), ("电话", True, False), ("当面", False, True), ("门户", False, False)],
)
def test_r09_4_4_2_only_the_desk_takes_calls_down(channel, at_desk, refused) -> None:
    assert bool(not_the_desk(channel, at_desk)) is refused


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        ({}, []),
        ({"day": TOMORROW}, [("day", "§4.4.3")]),
        ({"priority": "P2"}, [("priority", "§8")]),
        ({"urgency": "不能工作", "priority": "P2"}, []),
        ({"resolver": None}, [("resolver", "§4.4.3")]),
        ({"resolver": CHEN}, [("resolver", "§8")]),
        ({"way": "服务台当场解决", "resolver": None}, [("cause", "§4.4.3")]),
        ({"way": "服务台当场解决", "resolver": None, "cause": "没插电"}, [("action", "§4.4.3")]),
        ({"way": "服务台当场解决", "resolver": None, "cause": "没插电", "action": "插上"}, []),
    ],
)
def test_r09_4_4_3_a_ticket_has_the_priority_of_the_matrix_and_somebody_who_resolves_it(
    other, refused
) -> None:
    assert paths(ticket_refusals(replace(TICKET, **other), TERMS)) == refused


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        ({}, []),
        ({"day": TOMORROW}, [("day", "§4.4.4")]),
        ({"arrived": time(9), "left": time(9)}, [("left", "§4.4.4")]),
        ({"arrived": time(9), "left": time(9, 1)}, []),
        ({"engineer": CHEN}, [("engineer", "§4.4.4")]),
    ],
)
def test_r09_4_4_4_whoever_came_leaves_later_and_is_not_the_user(other, refused) -> None:
    assert paths(order_refusals(replace(ORDER, **other), TERMS)) == refused


@pytest.mark.parametrize(("may", "refused"), [(True, False), (False, True)])
def test_r09_4_4_3_only_somebody_of_operations_resolves(may, refused) -> None:
    assert bool(no_resolver(may)) is refused


@pytest.mark.parametrize(
    ("restored", "confirmed", "open_for"),
    [(False, False, 1), (True, False, 1), (True, True, 0)],
)
def test_r09_8_closed_is_what_works_and_was_confirmed(restored, confirmed, open_for) -> None:
    assert len(list(unclosable(restored, confirmed))) == open_for


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("P1", "P1：15 分钟内响应，4 小时内恢复（服务时间）"),
        ("P2", "P2：30 分钟内响应，8 小时内恢复（服务时间）"),
        ("P3", "P3：120 分钟内响应，16 小时内恢复（服务时间）"),
        ("P4", "P4：240 分钟内响应，40 小时内恢复（服务时间）"),
    ],
)
def test_r09_8_each_priority_promises_a_response_and_a_repair(level, words) -> None:
    assert promised(level, TERMS) == words
