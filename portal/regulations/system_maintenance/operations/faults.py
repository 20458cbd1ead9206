"""§4(2), §附5: a fault opens its case with the level that it has reached; a serious one goes up the line at
once; it closes with an approved report."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select

from portal.core.approval.copying import declared_people, give
from portal.core.approval.hooks import (
    Refused,
    on_closing,
    on_filling,
    on_proposed,
    on_submitted,
    on_unfinished,
)
from portal.core.approval.telling import place_of
from portal.core.cases.operations import carry
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Refusal
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.notices.operations import News, tell
from portal.core.org.queries import heads_of, upwards
from portal.core.terms import Terms
from portal.core.web.context import now, zone
from portal.core.web.posted import source_of
from portal.domain.operations.changes.papers import local
from portal.domain.operations.faults import FaultFound, register_fault, report_fault
from portal.domain.operations.levels import FIRST, SERIOUS, Affected, level_of
from portal.domain.operations.models import Alarm, Incident, Reading
from portal.domain.operations.monitoring import alarms, readings
from portal.domain.operations.windows import Window
from portal.extensions import db
from portal.regulations.system_maintenance import REGULATION
from portal.regulations.system_maintenance.documents import fault, report
from portal.regulations.system_maintenance.facts import Fault, FaultReport
from portal.regulations.system_maintenance.facts.words import STOOD
from portal.regulations.system_maintenance.flows import MANAGER
from portal.regulations.system_maintenance.notices import SERIOUS_FAULT
from portal.regulations.system_maintenance.rules.changes import hours_on
from portal.regulations.system_maintenance.rules.faults import began, found_refusals, window_of

SOURCE, ALARM = "reading", "alarm"
JUDGED = ("business", "day", "at", "effect")


@on_submitted(fault)
def open_fault(document: Document, said: Fault, moment: Moment) -> None:
    """§4(2): registered with its level; a reading or an alarm that asked for it has its fault."""
    if found := [*found_refusals(said, local(moment.at), moment.terms)]:
        raise Refused(*found)
    since = began(said).replace(tzinfo=zone())
    about = (REGULATION.code, said.symptom, said.part, said.system, said.level, since)
    register_fault(document, FaultFound(*about))
    if said.reading and not readings.open_for(said.reading.id, document.id):
        raise Refused(Refusal(("reading",), "这个值已经登记过故障", "§4(1)"))
    if said.alarm and not alarms.open_for(said.alarm.id, document.id):
        raise Refused(Refusal(("alarm",), "这条告警已经登记过故障", "§4(1)"))
    go_up(document, said.level, document.author_id, moment)


@on_submitted(report)
def note_the_report(document: Document, said: FaultReport, moment: Moment) -> None:
    """§4(2): it works again, and this is what it was."""
    restored = max(window_of(line).ends for line in said.affected)
    if restored > local(moment.at):
        raise Refused(Refusal(("affected",), "恢复以后再写报告，恢复的时间还没有到", "§4(2)"))
    case = db.session.get_one(Document, document.case_id)
    report_fault(case.id, said.level, restored.replace(tzinfo=zone()))
    carry(case.id, "reported", document.author_id, f"已恢复，{document.title}", moment)
    go_up(case, said.level, document.author_id, moment)


def go_up(case: Document, level: str, by: int, moment: Moment) -> None:
    """§附5: a serious fault is told to the managing unit and to the next above; a grave one to all above."""
    if level not in SERIOUS:
        return
    people = above(case.unit_id, level == FIRST, by, moment) - {by}
    words = f"{level}故障：{case.number} {case.title}"
    news = (
        News(n, SERIOUS_FAULT, words, place_of(case), f"fault:{case.id}:{level}:{n}", case.id) for n in people
    )
    give(case, people, None, f"{level}故障，请关注", moment.at)
    tell(news, moment.at)


def above(unit_id: int, everybody: bool, by: int, moment: Moment) -> set[int]:
    """Who leads the managing unit, and the heads above a unit: the nearest who is not the one who tells, or
    all of them."""
    chain = upwards(unit_id, moment.day)
    managers = {holding.person_id for holding in declared_people(MANAGER, chain, moment.day)}
    heads = [h for h in heads_of([place.unit_id for place in chain], moment.day) if h.person_id != by]
    if everybody:
        return managers | {head.person_id for head in heads}
    near = ({h.person_id for h in heads if h.post.unit_id == place.unit_id} for place in chain)
    return managers | next(filter(None, near), set())


@on_unfinished(fault)
def missing_of(case: Document) -> Iterator[Refusal]:
    """§4(2): what still keeps a fault open."""
    query = select(Document.id).filter_by(case_id=case.id, type=report.code)
    if db.session.scalar(query.where(Document.status.in_(IN_FORCE)).limit(1)) is None:
        yield Refusal((), "还没有维护管理部门审阅过的故障报告", "§4(2)")


@on_closing(fault)
def note_the_day(document: Document, _said: Fault, moment: Moment) -> None:
    """§4(2): the register says when it was closed."""
    db.session.get_one(Incident, document.id).closed = moment.day


@on_filling(fault)
def propose(_person_id: int, said: Said, terms: Terms) -> Iterator[str]:
    """§附5: which level a fault has reached, and why."""
    head = said.head
    if None in [head[name] for name in JUDGED] or head["important"] is None:
        return
    since, at = datetime.combine(head["day"], head["at"]), local(now())
    window = Window(since, max(since, at))
    affected = Affected(head["business"], head["important"], head["effect"] == STOOD, window)
    judged = level_of(affected, hours_on(terms))
    yield f"到现在为止：{judged.why}。等级不能低于它。"


@on_proposed(fault)
def begin(person_id: int, today: date, of: str) -> Fields:
    """§4(1): a sheet that is begun from a reading outside its limits, or from an alarm."""
    if source_of(of)[0] == ALARM:
        return from_alarm(source_of(of)[1])
    row = reading_of(person_id, today, of)
    if row is None:
        return []
    at = row.read_at.astimezone(zone())
    return [
        ("reading", f"{readings.told(row)} Z{row.id}"), ("part", row.part), ("system", row.item[:80]),
        ("symptom", f"{readings.told(row)}"[:120]), ("day", f"{at:%Y-%m-%d}"), ("at", f"{at:%H:%M}"),
        ("found", "巡检" if row.document.type == "F05-6" else "日常维护"),
    ]  # fmt: skip


def from_alarm(alarm_id: int) -> Fields:
    """What an alarm that waits for a fault says of it."""
    row: Alarm | None = db.session.scalar(alarms.waiting().where(Alarm.id == alarm_id))
    if row is None:
        return []
    at, symptom = row.starts_at.astimezone(zone()), f"{row.name}：{row.summary}".rstrip("：")
    return [
        ("alarm", f"{alarms.told(row)} G{row.id}"), ("system", row.thing), ("symptom", symptom[:120]),
        ("day", f"{at:%Y-%m-%d}"), ("at", f"{at:%H:%M}"), ("found", "监控告警"),
    ]  # fmt: skip


def reading_of(person_id: int, today: date, of: str) -> Reading | None:
    """The reading that an address names, if it waits for a fault and the person may see it."""
    word, reading_id = source_of(of)
    query = readings.waiting(person_id, today).where(Reading.id == reading_id)
    row: Reading | None = db.session.scalar(query) if word == SOURCE else None
    return row
