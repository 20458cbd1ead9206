"""What the administrator may change about a declared step from a day on: never the shape of a flow; pure."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from portal.core.calendar import AfterWorkingDays
from portal.core.flow import Flow, Step
from portal.core.org.roles import ROLES, SUPERIOR, title_of, titles_of
from portal.core.time_limit import TimeLimit

Setting = Literal["by", "vacancy", "own", "deadline", "copies"]
SETTINGS: dict[str, str] = {
    "by": "谁办理",
    "vacancy": "岗位空缺时",
    "own": "只有本人任职时",
    "deadline": "期限",
    "copies": "生效后抄送",
}
WITHIN = {
    "unit": "从发起人所在部门往上找",
    "company": "在全公司找",
    "at": "从单据上写明的部门往上找",
    "named": "由单据上写明的人办理",
}
VACANCY = {"hold": "等有人任职后送达", "escalate": "由上一级负责人代办"}
OWN = {"superior": "由上一级负责人办理", "hold": "等另有人任职后送达"}
LONGEST = 99
WHOLE = ""  # stands for the whole flow where no single step is meant
AS_DECLARED = "照制度原定"


class NotItsValue(ValueError):
    """What was stored is no value of its setting any more."""


class Signer(msgspec.Struct, frozen=True):
    """Who signs: a role, or the superior, and where it is looked for: also from where, or to whom, the cell
    leads that the step was declared with."""

    by: str
    within: Literal["unit", "company", "at", "named"] = "unit"


VALUES: dict[Setting, Any] = {
    "by": Signer,
    "vacancy": Literal["hold", "escalate"],
    "own": Literal["superior", "hold"],
    "deadline": Annotated[int, msgspec.Meta(ge=0, le=LONGEST)],
    "copies": tuple[str, ...],
}


class Override(NamedTuple):
    """A step's setting (or, of the WHOLE flow, who gets copies) from a day on; None is what was declared."""

    step: str
    setting: Setting
    since: date
    value: Any


def decoded(setting: str, text: str) -> Any:
    """A value as it was stored, in JSON; raises NotItsValue."""
    if setting not in VALUES:
        raise NotItsValue(setting)
    try:
        value = msgspec.json.decode(text, type=VALUES[setting] | None)
    except msgspec.MsgspecError as fault:
        raise NotItsValue(f"{setting}: {fault}") from None
    named = {value.by} - {SUPERIOR} if isinstance(value, Signer) else set()
    if not named.union(value if isinstance(value, tuple) else ()) <= ROLES.keys():
        raise NotItsValue(f"{setting}: no such role")
    return value


def told(setting: Setting, value: Any) -> str:
    """A value as people say it."""
    if value is None:
        return AS_DECLARED
    if isinstance(value, Signer):
        plain = value.by == SUPERIOR and value.within == "unit"
        where = "" if plain else f"，{WITHIN[value.within]}"
        return f"{title_of(value.by)}{where}"
    if setting == "deadline":
        return f"{value} 个工作日" if value else "没有期限"
    if setting == "copies":
        return titles_of(value) or "不抄送"
    return {"vacancy": VACANCY, "own": OWN}[setting][value]


def value_of(step: Step, setting: Setting) -> Any:
    """What a step says about a setting."""
    if setting == "by":
        return Signer(step.by, "named" if step.named else "at" if step.at else step.within)
    if setting == "deadline":
        return days_of(step)
    return step.vacancy if setting == "vacancy" else step.own or "superior"


def days_of(step: Step) -> int | None:
    """The working days that a step may take, 0 when there is no limit; None of a limit of another kind."""
    declared = step.within_time
    if not declared:
        return 0
    plain = isinstance(declared.limit, AfterWorkingDays) and not declared.parameter
    return declared.limit.amount or None if plain else None


def standing(overrides: Iterable[Override], day: date) -> dict[tuple[str, str], Override]:
    """The last word on each step's setting up to a day."""
    begun = [override for override in overrides if override.since <= day]
    return {(each.step, each.setting): each for each in sorted(begun, key=lambda each: each.since)}


def overridden(flow: Flow, overrides: Iterable[Override], day: date) -> Flow:
    """The flow as it stands on a day; what names a step that is gone changes nothing."""
    words = standing(overrides, day).values()
    return tuple(with_all(step, [each for each in words if each.step == step.name]) for step in flow)


def copied(declared: tuple[str, ...], overrides: Iterable[Override], day: date) -> tuple[str, ...]:
    """The roles that get a copy of what was sent on a day."""
    word = standing(overrides, day).get((WHOLE, "copies"))
    return declared if word is None or word.value is None else tuple(word.value)


def with_all(step: Step, overrides: Iterable[Override]) -> Step:
    """A step with all that was said about it."""
    for each in overrides:
        step = with_value(step, each.setting, each.value)
    return step


def with_value(step: Step, setting: Setting, value: Any) -> Step:
    """A step with one setting changed; one that says the same stays the very same, and its edition too."""
    if value is None or value == value_of(step, setting):
        return step
    if setting == "by":
        return with_signer(step, value)
    if setting == "deadline":
        return replace(step, within_time=limit_of(step, value))
    return replace(step, **{setting: value})


def with_signer(step: Step, signer: Signer) -> Step:
    """A step that somebody else signs; the cell that named him is asked no more, unless it still leads
    there."""
    if signer.within in ("at", "named"):
        return replace(step, by=signer.by)
    return replace(step, by=signer.by, within=signer.within, at=UNSET, named=UNSET)


def places_for(step: Step) -> dict[str, str]:
    """Where a step's signer may be looked for, in words."""
    own = {name for name in ("at", "named") if getattr(step, name)}
    return {name: words for name, words in WITHIN.items() if name in {"unit", "company", *own}}


def limit_of(step: Step, days: int) -> TimeLimit | msgspec.UnsetType:
    """So many working days, under the clause and with the consequences that were declared."""
    declared, limit = step.within_time, AfterWorkingDays(days)
    if declared and declared.parameter:
        return declared
    if not days:
        return UNSET
    return replace(declared, limit=limit) if declared else TimeLimit(clause=step.clause, limit=limit)


def nonsense(step: Step, setting: Setting, value: Any) -> str:
    """Why a value makes no sense for a step as it stands; empty when it does."""
    if value is None:
        return ""
    if isinstance(value, Signer) and value.by == SUPERIOR and value.within == "company":
        return f"{title_of(SUPERIOR)}是从发起人所在部门往上找的，不能在全公司找"
    if isinstance(value, Signer) and value.within not in places_for(step):
        return "这一步没有写明部门或者人的栏目"
    if isinstance(value, Signer) and value.by == SUPERIOR and value.within == "named":
        return f"单据上写明的人要按岗位签，不能按{title_of(SUPERIOR)}签"
    if setting == "deadline" and step.within_time and step.within_time.parameter:
        return "这一步的天数是参数，请到参数的页面去改"
    if setting in ("vacancy", "own") and step.by == SUPERIOR:
        return f"{title_of(SUPERIOR)}空缺或是发起人本人时总是再往上一级，不用设"
    if setting in ("vacancy", "own") and step.within == "company":
        return "这一步在全公司找人，没有人时总是等有人任职后送达，不能另设"
    return ""
