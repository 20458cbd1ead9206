"""What the supervision line and heads find on their homes: late cases, stages, the summary of the month."""

from flask import url_for

from portal.core.cases.queries import counts
from portal.core.facts import Month
from portal.core.kinds import typed
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.domain.complaints.register import standing
from portal.regulations.bank_complaints import REGULATION
from portal.regulations.bank_complaints.documents import record, register, statistics
from portal.regulations.bank_complaints.flows import CASE, SUPERVISING
from portal.regulations.bank_complaints.operations.limits import REPLY
from portal.regulations.bank_complaints.parameters import SUMMARY

OPEN = [stage.name for stage in CASE.stages]


def limits(onlooker: Onlooker) -> list[PanelRow]:
    """§4(三), §附5: how the open cases of the bank stand, and last month's summary."""
    found = standing((record.code,), OPEN, REPLY, onlooker.terms.day).get(REGULATION.code)
    rows = []
    if found:
        told = [f"{found.late} 件逾期没有答复" if found.late else "没有逾期"]
        told += [f"{found.today} 件今天到期"] if found.today else []
        words = f"未结 {found.open} 件，{'，'.join(told)}"
        address = url_for("reports.show", code=register.slug)
        rows = [PanelRow(words, address, urgent=found.late > 0)]
    return [*rows, *to_send(onlooker)]


def to_send(onlooker: Onlooker) -> list[PanelRow]:
    """§附5: last month's summary, until the day on which the leading group is to have it."""
    today, by = onlooker.terms.day, onlooker.terms.value(SUMMARY)
    if today.day > by:
        return []
    month = typed(Month(today.year, today.month).before())
    address = url_for("reports.show", code=statistics.slug, since=month, until=month)
    return [PanelRow(f"{statistics.title}（{statistics.code}），{by} 日前送领导小组", address)]


def seen(onlooker: Onlooker) -> list[PanelRow]:
    """§5: what stands at which stage of all that a head may see."""
    found = counts(record, onlooker.person_id, onlooker.terms.day)
    told = [f"{stage.label} {found[stage.name]}" for stage in CASE.stages if found.get(stage.name)]
    if not told:
        return []
    number = sum(found.get(stage.name, 0) for stage in CASE.stages)
    address = url_for("case_boards.show", code=record.slug)
    return [PanelRow(f"未结 {number} 件：{'、'.join(told)}", address)]


HEADS = ("first_branch_head", "bank_department_head", "outlet_head", "service_quality_head")
PANELS = (Panel("全行投诉", SUPERVISING, limits), Panel("客户投诉", HEADS, seen))
