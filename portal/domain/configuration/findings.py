"""What an audit of the items finds: each rule with its sentence. R09 §4.4.7 asks for a register; the rules
are what is usual. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from portal.domain.configuration.graph import Edge, circles, reaching
from portal.domain.configuration.words import (
    APPLICATION,
    BACKED_UP_TO,
    GONE,
    IN_USE,
    RUNS_ON,
    SERVER,
    USABLE,
)

MOST_NAMED = 6


class Seen(NamedTuple):
    """An item as an audit sees it; `owned` says whether its owner is still with the company."""

    id: int
    label: str
    type: str
    status: str
    owned: bool


class Finding(NamedTuple):
    """What is wrong with an item, by which rule."""

    rule: str
    item_id: int
    words: str


NO_OWNER, ALONE, NO_SERVER, CIRCLE, ON_WHAT_IS_GONE = (
    "没有负责人", "孤立", "没有服务器", "互相运行", "依赖停用的",
)  # fmt: skip
RULES = {
    NO_OWNER: "在用、备用的配置项要有在职的负责人。",
    ALONE: "在用的服务器和应用系统要写明和其他配置项的关系，只备份不算。",
    NO_SERVER: "在用的应用系统要直接或间接运行于一台服务器。",
    CIRCLE: "一项不能绕一圈运行于自己。",
    ON_WHAT_IS_GONE: "在用的配置项不再和停用、报废的有关系。",
}


def findings(items: Sequence[Seen], edges: Sequence[Edge]) -> list[Finding]:
    """All that an audit finds, rule by rule."""
    known = {item.id: item for item in items}
    alone = list(standing_alone(items, edges))
    told = {finding.item_id for finding in alone}
    return [
        *without_owner(items),
        *alone,
        *(found for found in on_no_server(items, edges) if found.item_id not in told),
        *in_circles(known, edges),
        *on_what_is_gone(known, edges),
    ]


def without_owner(items: Sequence[Seen]) -> Iterator[Finding]:
    """An item that is used, or kept to be used, has an owner who is there."""
    for item in items:
        if item.status in USABLE and not item.owned:
            yield Finding(NO_OWNER, item.id, f"{item.label}：负责人已经离职，请改由在职的人负责")


def standing_alone(items: Sequence[Seen], edges: Sequence[Edge]) -> Iterator[Finding]:
    """A server that carries nothing and an application on nothing are forgotten, or not written down."""
    tied = {item for *ends, kind in edges if kind != BACKED_UP_TO for item in ends}
    for item in items:
        if item.status == IN_USE and item.type in (SERVER, APPLICATION) and item.id not in tied:
            yield Finding(ALONE, item.id, f"{item.label}：和别的配置项没有关系，请补上，或者改为停用")


def on_no_server(items: Sequence[Seen], edges: Sequence[Edge]) -> Iterator[Finding]:
    """An application runs on a server, perhaps by way of something else."""
    carries: dict[int, list[int]] = defaultdict(list)
    for one, other, kind in edges:
        if kind == RUNS_ON:
            carries[other].append(one)
    carried = reaching(carries, (item.id for item in items if item.type == SERVER))
    for item in items:
        if item.status == IN_USE and item.type == APPLICATION and item.id not in carried:
            yield Finding(NO_SERVER, item.id, f"{item.label}：没有写明运行于哪台服务器")


def in_circles(known: Mapping[int, Seen], edges: Sequence[Edge]) -> Iterator[Finding]:
    """Nothing runs on itself."""
    ways: dict[int, list[int]] = defaultdict(list)
    for one, other, kind in edges:
        if kind == RUNS_ON:
            ways[one].append(other)
    for circle in circles(ways):
        names = "、".join(known[item].label for item in circle[:MOST_NAMED])
        more = f"等 {len(circle)} 项" if len(circle) > MOST_NAMED else ""
        yield Finding(CIRCLE, circle[0], f"{names}{more}：绕了一圈，互相运行于对方")


def on_what_is_gone(known: Mapping[int, Seen], edges: Sequence[Edge]) -> Iterator[Finding]:
    """What is used has nothing to do with what is out of use."""
    for one, other, kind in sorted(edges):
        mine, theirs = known[one], known[other]
        if mine.status == IN_USE and theirs.status in GONE:
            words = f"{mine.label}：{kind}{theirs.label}，后者已经{theirs.status}"
            yield Finding(ON_WHAT_IS_GONE, one, words)
