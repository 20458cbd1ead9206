"""What those who answer for complaints find on their home: late cases, calls to make, the summary."""

from flask import url_for

from portal.core.facts import Month
from portal.core.kinds import typed
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.domain.complaints.register import standing
from portal.domain.complaints.workload import PAGE, calls, kept_forms, my_cases
from portal.regulations.bank_complaints import REGULATION
from portal.regulations.bank_complaints.documents import record, register, statistics
from portal.regulations.bank_complaints.flows import CASE, SUPERVISING
from portal.regulations.bank_complaints.operations.limits import REPLY
from portal.regulations.bank_complaints.parameters import SUMMARY

OPEN = [stage.name for stage in CASE.stages]


def limits(onlooker: Onlooker) -> list[PanelRow]:
    """§4(三), §附5: how the open cases of the bank stand, whom to call back, last month's summary."""
    found = standing((record.code,), OPEN, REPLY, onlooker.terms.day).get(REGULATION.code)
    rows = []
    if found:
        told = [f"{found.late} 件逾期没有答复" if found.late else "没有逾期"]
        told += [f"{found.today} 件今天到期"] if found.today else []
        words, address = (
            f"未结 {found.open} 件，{'，'.join(told)}",
            url_for("reports.show", code=register.slug),
        )
        rows = [PanelRow(words, address, urgent=found.late > 0)]
    return [*rows, *to_call(onlooker), *to_send(onlooker)]


def to_call(onlooker: Onlooker) -> list[PanelRow]:
    """§4(三): whom the supervision line is to call back."""
    due = calls(onlooker.person_id, kept_forms({onlooker.role}))
    if not due:
        return []
    words = f"要回访 {len(due)} 位投诉人，最早的 {due[0].due} 前"
    return [PanelRow(words, url_for("complaints.mine"), urgent=due[0].due <= onlooker.terms.day)]


def to_send(onlooker: Onlooker) -> list[PanelRow]:
    """§附5: last month's summary, until the day on which the leading group is to have it."""
    today, by = onlooker.terms.day, onlooker.terms.value(SUMMARY)
    if today.day > by:
        return []
    month = typed(Month(today.year, today.month).before())
    address = url_for("reports.show", code=statistics.slug, since=month, until=month)
    return [PanelRow(f"{statistics.title}（{statistics.code}），{by} 日前送领导小组", address)]


def mine(onlooker: Onlooker) -> list[PanelRow]:
    """§5: the cases that somebody took down and that are open."""
    found = my_cases(onlooker.person_id, [], None)[0]
    words = f"我登记的未结投诉 {len(found)} 件{'以上' if len(found) == PAGE else ''}"
    return [PanelRow(words, url_for("complaints.mine"))] if found else []


ANSWERING = ("aid_line_officer", "hotline_agent")
PANELS = (Panel("全行投诉", SUPERVISING, limits), Panel("我的投诉案件", ANSWERING, mine))
