"""Copying a pattern: the same rows with ids, people, unit, number, words and days of their own."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from portal.core.audit.chain import START, chained, sealed
from portal.core.documents.grams import grams
from portal.core.documents.operations import digest
from portal.core.folding import folded
from portal.core.paper import short_code
from tests.bench.building.company import Office
from tests.bench.building.patterns import TABLES, Pattern

REFERS = {
    "document_id": "document", "snapshot_id": "snapshot", "step_id": "route_step", "panel_id": "panel",
    "task_id": "task", "origin_id": "task", "parent_id": "task", "opened_by": "decision",
    "woken_by": "decision", "closed_by": "decision", "decided_by": "decision", "event_id": "audit_event",
}  # fmt: skip
COUNTED = (
    "document", "snapshot", "route_step", "panel", "task", "audit_event", "decision", "clock", "notice",
    "planned_visit", "visit",
)  # fmt: skip
PLACE = re.compile(r"^(/?)(task|tasks|document|documents|decided)([:/])(\d+)")
SAID = ("核对订货与库存", "样品陈列复查", "新品介绍", "已见店长", "促销增多", "甲方改期", "补货")
SAYS = (
    "核对下月订货", "库存偏高改小批补货", "样品陈列整改复查", "新品介绍导购培训", "改期供货协商",
    "了解窜货与市场动向", "请技术部同行", "门头灯箱更换", "店员两名未受训", "收集产品信息", "谈妥促销场地",
    "竞品降价百分之五", "仓库漏雨已报修", "客户搬迁新址", "回款计划确认", "样品破损更换", "价格表更新",
)  # fmt: skip
RARE, EVERY_RARE = "犀牛", 997
fold = lru_cache(50_000)(folded)


class Wanted(NamedTuple):
    """One copy: its place among all, its office, its author, when it was sent."""

    place: int
    office: Office
    author: tuple[int, str]
    at: datetime


class Copier:
    """Makes rows for one database; ids go on where those of the database end."""

    def __init__(self, next_ids: dict[str, int], pattern_office: Office, text_instants: bool) -> None:
        self.next, self.pattern_office, self.text_instants = next_ids, pattern_office, text_instants

    def rows(self, pattern: Pattern, wanted: Wanted) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """The rows of one more document, table by table."""
        one = One(self, pattern, wanted)
        for table in TABLES:
            for at, row in enumerate(pattern.rows[table.name]):
                if table.name != "print_order" or wanted.place % 5 == 0:
                    yield (
                        table.name,
                        tuple(self.plain(each) for each in one.copied(table.name, at, row).values()),
                    )
        yield "document_search", (one.ids("document", 0), one.grams)
        for name in COUNTED:
            self.next[name] += len(pattern.rows[name])

    def plain(self, value: Any) -> Any:
        """A value as the driver wants it."""
        if self.text_instants and isinstance(value, datetime):
            return value.isoformat(" ", "microseconds")
        if self.text_instants and isinstance(value, date):
            return value.isoformat()
        return int(value) if self.text_instants and isinstance(value, bool) else value


class One:
    """One copy being made."""

    def __init__(self, copier: Copier, pattern: Pattern, wanted: Wanted) -> None:
        self.copier, self.pattern, self.wanted = copier, pattern, wanted
        [document] = pattern.rows["document"]
        self.since = wanted.at - document["submitted_at"].replace(tzinfo=None)
        self.number, self.before = numbered(document["number"], wanted), document["number"]
        home = copier.pattern_office
        self.people = {home.authors[0][0]: wanted.author[0], home.head[0]: wanted.office.head[0]}
        words = {
            home.authors[0][1]: wanted.author[1], home.head[1]: wanted.office.head[1],
            home.unit: wanted.office.unit, self.before: self.number,
        }  # fmt: skip
        said = {each: SAYS[(wanted.place * 7 + n * 5) % len(SAYS)] for n, each in enumerate(SAID)}
        self.words = {**words, **said}
        self.grams, self.digests, self.codes = "", dict[str, str](), list[str]()
        self.chain = START

    def ids(self, table: str, old: Any) -> int:
        """The new id of a row of the pattern, by its old one; 0 stands for the first."""
        return self.copier.next[table] + (self.pattern.places[table].get(old, 0) if old else 0)

    def copied(self, table: str, at: int, row: dict[str, Any]) -> dict[str, Any]:
        """A row of the copy."""
        new = {name: self.value(table, name, value) for name, value in row.items()}
        if table == "document":
            new["number"] = self.number
        if table == "snapshot":
            new["digest"] = digest(new["version"], new["facts"], new["view"])
            self.digests[row["digest"]] = new["digest"]
        if table == "audit_event":
            self.seal(at, new)
        if table == "audit_payload":
            new["payload"] = self.payload(at)
        if table == "decision":
            new["code"] = self.codes[at]
        if table == "document_text":
            new["folded"] = self.folded(row["folded"])
            self.grams = grams(new["folded"])
        if table == "serial":
            new |= {"serial": 100_000 + self.wanted.place, "number": self.number}
        return new

    def value(self, table: str, name: str, value: Any) -> Any:
        """A cell of the copy."""
        if value is None:
            return None
        if name == "id":
            return self.ids(table, value)
        if name in REFERS:
            return self.ids(REFERS[name], value)
        if name in ("person_id", "author_id", "holding_id"):
            return self.people.get(value, value)
        if name == "unit_id":
            return self.wanted.office.unit_id
        if isinstance(value, datetime):
            return value.replace(tzinfo=None) + self.since
        if isinstance(value, date):
            return value + timedelta(days=self.since.days)
        return self.said(name, value) if isinstance(value, str) else value

    def said(self, name: str, text: str) -> str:
        """A text of the copy."""
        if name == "stream":
            return f"document:{self.ids('document', 0)}"
        if name in ("key", "address") and (found := PLACE.match(text)):
            kind = {"tasks": "task", "documents": "document", "decided": "decision"}.get(found[2], found[2])
            return f"{found[1]}{found[2]}{found[3]}{self.ids(kind, int(found[4]))}"
        if name in ("facts", "view", "paper", "words", "summary", "title", "payload", "goal"):
            return self.replaced(text)
        return text

    def replaced(self, text: str) -> str:
        """The pattern's names and words as the copy has them."""
        for old, new in self.words.items():
            if old in text:
                text = text.replace(old, new)
        return text

    def folded(self, text: str) -> str:
        """What search looks in; a few have a rare word."""
        for old, new in self.words.items():
            text = text.replace(fold(old), fold(new))
        return f"{text}\n{RARE}" if self.wanted.place % EVERY_RARE == 0 else text

    def payload(self, at: int) -> str:
        """An event's payload, with the digests of the copy."""
        text = self.replaced(self.pattern.rows["audit_payload"][at]["payload"])
        for old, new in self.digests.items():
            text = text.replace(old, new)
        return text

    def seal(self, at: int, event: dict[str, Any]) -> None:
        """Chain an event onto the one before."""
        event["payload_digest"] = sealed(self.pattern.rows["audit_payload"][at]["salt"], self.payload(at))
        told = (event["stream"], event["position"], event["event"], event["person_id"],
                event["at"].replace(tzinfo=UTC), event["payload_digest"])  # fmt: skip
        event["digest"] = self.chain = chained(self.chain, *told)
        if event["event"].startswith("task:"):
            self.codes.append(short_code(event["digest"]))


def numbered(number: str, wanted: Wanted) -> str:
    """A number of its own, in the months of its sending."""
    return f"{number.partition('-')[0]}-{wanted.at:%Y%m}-{wanted.place:07}"
