"""§4.4.7: what the record of a configuration item must say."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.domain.configuration.words import SCRAPPED
from portal.regulations.it_service.facts import ItemRecord, RelationLine


def item_refusals(said: ItemRecord, terms: Terms) -> Iterator[Refusal]:
    """§4.4.7: of a day that has come; each relation once, with another item, that did not end before it
    began; what is scrapped has none that goes on."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4.4.7")
    for n, line in enumerate(said.relations):
        if said.known and line.other.id == said.known.id:
            yield Refusal(("relations", n, "other"), "不能和自己有关系", "§4.4.7")
        if line.until and line.until < line.since:
            yield Refusal(("relations", n, "until"), "不能早于开始的那天", "§4.4.7")
        if any(overlap(line, above) for above in said.relations[:n]):
            yield Refusal(("relations", n, "other"), "这一段时间的这个关系上面已经有了", "§4.4.7")
        if said.status == SCRAPPED and (line.until is None or line.until > said.day):
            yield Refusal(("relations", n, "until"), "报废的不再有关系，请写明到哪天", "§4.4.7")


def overlap(one: RelationLine, other: RelationLine) -> bool:
    """Whether two lines say the same of some day."""
    if (one.kind, one.other.id) != (other.kind, other.other.id):
        return False
    begins = max(one.since, other.since)
    return all(each.until is None or each.until >= begins for each in (one, other))


def being_changed(number: str) -> Refusal:
    """§4.4.7: of one item one change is decided at a time."""
    return Refusal(("known",), f"这一项的另一张记录 {number} 还没有批准", "§4.4.7")


def same_name(number: str) -> Refusal:
    """§4.4.7: of what is used each has a name of its own."""
    return Refusal(("name",), f"在用的配置项 {number} 已经叫这个名称，请写得能分清", "§4.4.7")
