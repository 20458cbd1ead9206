"""A flow in words: each step with everything that it says, who signs it today, and what was changed."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flask import url_for

from portal.core.approval.condition import words as answers
from portal.core.approval.override_models import FlowOverride
from portal.core.approval.overrides import read
from portal.core.approval.routing import Finding
from portal.core.approval.tally import Stop, stretches
from portal.core.desk.moment import terms
from portal.core.document_type import DocumentType
from portal.core.facts import columns, labels_of
from portal.core.flow import MODES, Flow, Step
from portal.core.flow_override import OWN, SETTINGS, VACANCY, Setting, nonsense, told, value_of
from portal.core.org.roles import SUPERIOR, titles_of
from portal.core.parameter import NoValue, Parameter
from portal.core.regulation import Chapter
from portal.core.signer import whose
from portal.core.time_limit import TimeLimit

REPEATS = {
    "": "每步都签",
    "neighbour": "紧挨的上一步签过就不再签",
    "earlier": "前面任一步签过就不再签",
}
APART = "和其他步骤要由不同的人签"
LEAVES = "改派给现任，没有就上级"
ABOVE = "再往上一级"
NOBODY = "等有人任职后送达"


class Fact(NamedTuple):
    """One thing that a step says, where its words lead, and the setting by which it is changed."""

    label: str
    words: str
    place: str = ""
    setting: str = ""


class StepRow(NamedTuple):
    """A step with its place in the flow (from 1), what it says, whose turn it is today, and what of it was
    changed."""

    number: int
    step: Step
    facts: list[Fact]
    finding: Finding
    changed: list[FlowOverride]


Lanes = list[list[StepRow]]


def side_by_side(rows: list[StepRow]) -> list[Lanes]:
    """The steps in stretches: those of neighbouring branches side by side, a lane for each."""
    stops = [Stop(row.step.in_branch, waits=True, over=False) for row in rows]
    return [lanes([rows[place] for place in stretch]) for stretch in stretches(stops)]


def lanes(rows: Iterable[StepRow]) -> Lanes:
    """The lanes of one stretch, in the order in which they begin."""
    found: dict[str, list[StepRow]] = {}
    for row in rows:
        found.setdefault(row.step.in_branch, []).append(row)
    return list(found.values())


def step_rows(
    flow: Flow, form: DocumentType, chapter: Chapter, findings: list[Finding], stands: list[FlowOverride]
) -> list[StepRow]:
    """Every step of a flow as the page shows it."""
    return [
        StepRow(
            number,
            step,
            list(facts_of(step, form, chapter)),
            finding,
            [row for row in stands if row.step == step.name],
        )
        for number, (step, finding) in enumerate(zip(flow, findings, strict=True), 1)
    ]


def facts_of(step: Step, form: DocumentType, chapter: Chapter) -> Iterator[Fact]:
    """What a step says."""
    signer = whose(step, form) if step.pointer else said(step, "by", chapter)
    yield Fact(SETTINGS["by"], signer, setting="by")
    yield Fact("怎么算通过", mode_of(step))
    yield from condition_of(step, form, chapter)
    yield vacancy_of(step)
    yield own_of(step)
    yield Fact("办理人离任", LEAVES)
    yield Fact("重复签", APART if step.distinct else REPEATS[step.repeats or "" if step.may_skip else ""])
    yield deadline_of(step, chapter)
    yield Fact("办理时要", "、".join(demands_of(step, form)) or "同意即可")
    yield Fact("可以加签给", titles_of(step.circle) if step.circle else "任何在职的人")
    yield from thresholds_of(step, chapter)


def said(step: Step, setting: Setting, chapter: Chapter) -> str:
    """What a step says about a setting, in words."""
    if setting == "by":
        return told("by", value_of(step, "by"))
    if setting == "deadline":
        return deadline_of(step, chapter).words
    return vacancy_of(step).words if setting == "vacancy" else own_of(step).words


def mode_of(step: Step) -> str:
    """Whose consent is needed."""
    share = f"（{step.share}%，不足一人按一人）" if step.mode == "share" else ""
    return f"{MODES[step.mode or 'any']}{share}"


def condition_of(step: Step, form: DocumentType, chapter: Chapter) -> Iterator[Fact]:
    """When a step is taken: by an answer on the sheet, by a rule of its clause, or always."""
    if step.when:
        label = columns(form.facts)[step.when.cell].cell.label
        yield Fact("何时经过", f"「{label}」填的是{answers(step)}时")
    if step.rule:
        yield Fact("何时经过", f"按单据内容判断：{chapter.clauses[step.clause].text}")
    if not (step.when or step.rule):
        yield Fact("何时经过", "每张都经过")


def vacancy_of(step: Step) -> Fact:
    """What happens when nobody holds the role."""
    if nonsense(step, "vacancy", step.vacancy):
        return Fact(SETTINGS["vacancy"], ABOVE if step.by == SUPERIOR else NOBODY)
    return Fact(SETTINGS["vacancy"], VACANCY[step.vacancy], setting="vacancy")


def own_of(step: Step) -> Fact:
    """What happens when only the author holds it."""
    if nonsense(step, "own", "hold"):
        return Fact(SETTINGS["own"], ABOVE if step.by == SUPERIOR else NOBODY)
    return Fact(SETTINGS["own"], OWN[step.own or "superior"], setting="own")


def deadline_of(step: Step, chapter: Chapter) -> Fact:
    """How long it may take; where the days are a parameter, that is the place to change them."""
    limit = step.within_time
    if not limit:
        return Fact("期限", "没有规定", setting="deadline")
    parameter = next((p for p in chapter.parameters if p.name == limit.parameter), None)
    if parameter is None:
        return Fact("期限", limit_told(limit), setting="deadline")
    return Fact("期限", limit_told(limit, parameter), place_of(parameter, chapter))


def limit_told(limit: TimeLimit, parameter: Parameter[Any] | None = None) -> str:
    """A limit in words, and what happens when it is over."""
    running = limit.limit.more(terms().value(parameter)) if parameter else limit.limit
    over = "，到期自动跳过" if limit.passes else ""
    more = limit.escalates.told(limit.escalates.amount) if limit.escalates else ""
    return f"{running.words}{over}{f'；再过{more}升级给上一级' if more else ''}"


def demands_of(step: Step, form: DocumentType) -> Iterator[str]:
    """What a step demands or allows beside consent."""
    asked = {
        "签名": step.sign,
        "再输一次密码": step.proof,
        "写意见": step.answer,
        "附文件": step.attach,
        "收件编号": step.receives,
    }
    yield from (word for word, wanted in asked.items() if wanted)
    if step.edits:
        yield f"可以修改{'、'.join(labels_of(form.facts)[name] for name in step.edits)}"
    if step.fills:
        yield f"同意之前要填{'、'.join(labels_of(form.facts)[name] for name in step.fills)}"


def thresholds_of(step: Step, chapter: Chapter) -> Iterator[Fact]:
    """The parameters of a step's clause, beside that of its deadline."""
    shown = step.within_time.parameter if step.within_time else ""
    for parameter in chapter.parameters:
        if parameter.clause == step.clause and parameter.name != shown:
            yield Fact(parameter.label, worth(parameter), place_of(parameter, chapter))


def worth(parameter: Parameter[Any]) -> str:
    """What a parameter is worth today, in words."""
    try:
        return parameter.told(terms().value(parameter))
    except NoValue:
        return "还没有"


def place_of(parameter: Parameter[Any], chapter: Chapter) -> str:
    """The page of a parameter."""
    slug = chapter.regulation.slug.replace("_", "-")
    return url_for("parameters.show", slug=slug, name=parameter.slug)


def entered(row: FlowOverride) -> str:
    """What somebody entered, in words."""
    if row.value is None:
        return "撤销当日的改动"
    found = read(row)
    return told(found[0].setting, found[0].value) if found else "现在读不出，没有采用，请重新改定"


def called(row: FlowOverride) -> str:
    """Which setting it was, of which step or of the whole flow."""
    label = SETTINGS.get(row.setting, row.setting)
    return f"{row.step}：{label}" if row.step else label
