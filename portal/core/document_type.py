"""A document type: one form's identity, and everything that follows from its declaration."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal

import msgspec

from portal.core.calendar import Deadline
from portal.core.case import Case
from portal.core.evidence import Attached, Evidence, evidence_table
from portal.core.facts import Facts, Month, Refusal, columns, decode, tables
from portal.core.flow import Condition, Flow, Inspection
from portal.core.layout import layout
from portal.core.money import Amount
from portal.core.numbering import Numbering
from portal.core.sheet import Head, Sheet, SheetView
from portal.core.terms import Terms
from portal.core.time_limit import TimeLimit
from portal.core.versions import Upgrades, name_now, upgraded


def nothing_refused(_facts: Any, _terms: Terms) -> Iterator[Refusal]:
    """A form without rules of its own."""
    return iter(())


@dataclass(frozen=True)
class DocumentType:
    """One form: code, title, facts and their version, sheet, number, flow, rules, retention.

    `authors` are the roles that may fill it. `period` names the cell (a month or a day) that says when it is
    about. `number` is the pattern of its numbers (numbering.py), `issued` when they are drawn: at sending, on
    receipt, at the printing of a blank; `numbered` says whether their day is that one or the period's first.
    A form without a flow is a record: effective at once, and perhaps looked at later (`inspection`). `judged`
    says by which day's parameters `refuse` judges it: that of sending or the period's first. `due` answers
    when it ought to be sent, `decided` when it ought to be decided, and `overdue_to` are the roles that get a
    copy when it is not; `notice` is what the law wants said above it, `evidence` the files it takes.
    A record with `case` opens one; a form `within` the case of another (its code) is begun from that case's
    page and kept in its file. `within_time` says how long it may take from its sending until it is decided,
    or the case closed. `conditions` are what its steps name as their `rule`: pure, by the terms of its
    judging day. `batch` lets its papers be approved several at once. `upgrades` leads from each earlier
    version of its facts to the next. `copies` are the roles that get a copy when it comes into force: of each
    the nearest from the author's unit upwards, else whoever has it in the company. `begins` says which month
    a fresh sheet is about, where it is about one. `kept_by` says who keeps an original on paper, and who a
    copy, where its regulation does. The holders of the role `audience` alone see it, and with it the whole
    case that it is sent in.
    """

    code: str
    title: str
    facts: type[Facts]
    version: int
    clause: str
    number: str
    authors: tuple[str, ...]
    sheet: Sheet
    flow: Flow
    period: str
    summary: Callable[[Any], tuple[str, str]]
    keep_years: int
    refuse: Callable[[Any, Terms], Iterator[Refusal]] = nothing_refused
    judged: Literal["sent", "period"] = "sent"
    numbered: Literal["sent", "period"] = "period"
    issued: Literal["sent", "receipt", "blank"] = "sent"
    due: Callable[[Terms, Month], Deadline] | None = None
    decided: Callable[[Terms, Month], Deadline] | None = None
    overdue_to: tuple[str, ...] = ()
    inspection: Inspection | None = None
    notice: str = ""
    evidence: Evidence | None = None
    case: Case | None = None
    within: str = ""
    within_time: TimeLimit | None = None
    conditions: Mapping[str, Callable[[Any, Terms], Condition]] = field(default_factory=dict, hash=False)
    batch: bool = False
    upgrades: Upgrades = field(default_factory=dict, hash=False)
    copies: tuple[str, ...] = ()
    begins: Literal["next", "this", "last"] = "next"
    kept_by: tuple[str, str] = ("", "")
    audience: str = ""

    @property
    def slug(self) -> str:
        """The code as it stands in addresses: f01-1."""
        return self.code.lower()

    def period_of(self, facts: Facts) -> Month:
        """The month the document is about."""
        value: Month | date = getattr(facts, self.period)
        return value if isinstance(value, Month) else Month(value.year, value.month)

    def day_of(self, facts: Facts) -> date:
        """The day the document is about, or the first of its month."""
        value: Month | date = getattr(facts, self.period)
        return value.first() if isinstance(value, Month) else value

    def starts(self, today: date) -> Month | date:
        """The period of a fresh sheet: today for a day; for a month the next, this or the last one."""
        if columns(self.facts)[self.period].type is date:
            return today
        month = Month(today.year, today.month)
        return {"next": month.after(), "this": month, "last": month.before()}[self.begins]

    @cached_property
    def numbering(self) -> Numbering:
        """How its documents are numbered; raises BadPattern."""
        return Numbering(self.number)

    def numbered_on(self, facts: Facts, drawn: date) -> date:
        """The day whose series a document's number is drawn from."""
        return self.period_of(facts).first() if self.numbered == "period" else drawn

    def judged_on(self, facts: Facts, sent: date) -> date:
        """The day by whose edition and parameters a document is judged that is sent on a day."""
        return self.period_of(facts).first() if self.judged == "period" else sent

    def read(self, text: str, version: int) -> Facts:
        """Stored facts of any version as today's; raises MissingUpgrade."""
        if version == self.version:
            return decode(text, self.facts)
        data = upgraded(msgspec.json.decode(text), version, self.version, self.upgrades)
        return decode(msgspec.json.encode(data).decode(), self.facts)

    def name_now(self, path: str) -> str:
        """What a cell or table is called today ("lines.goods" in a table); "" when it is gone."""
        table, _, cell = path.rpartition(".")
        known = tables(self.facts)
        if cell in (columns(known[table].line) if table in known else columns(self.facts)):
            return path
        return name_now(path, self.upgrades)

    def refusals(self, facts: Facts, terms: Terms) -> Iterator[Refusal]:
        """What its rules find wrong with facts, by the terms of its judging day."""
        return self.refuse(facts, terms._replace(day=self.judged_on(facts, terms.day)))

    def due_on(self, terms: Terms, month: Month) -> date | None:
        """The day it ought to be sent by, if its regulation says one."""
        return self.due(terms, month).day if self.due else None

    def decided_at(self, terms: Terms, month: Month) -> datetime | None:
        """The instant by which it ought to be decided, if its regulation says one."""
        return self.decided(terms, month).at if self.decided else None

    def view(self, facts: Facts, head: Head, number: str, files: Sequence[Attached] = ()) -> SheetView:
        """The view model of a document of this type, with the files kept beside it."""
        beside = (evidence_table(self.evidence, files),) if self.evidence and files else ()
        return SheetView(
            head=head,
            title=self.title,
            code=self.code,
            number=number,
            clause=self.clause,
            paper=self.sheet.paper,
            rows=(*layout(self.sheet, facts, head), *beside),
            signed=self.sheet.signed,
            by_hand=self.sheet.by_hand,
        )

    def moves_money(self) -> bool:
        """Whether any of its cells is an amount: nothing about it is ever decided by the clock."""
        structs = (self.facts, *(table.line for table in tables(self.facts).values()))
        return any(column.type is Amount for struct in structs for column in columns(struct).values())

    def registers(self) -> set[str]:
        """The registers that its references point into."""
        structs = (self.facts, *(table.line for table in tables(self.facts).values()))
        return {c.cell.of for struct in structs for c in columns(struct).values() if c.cell.of}

    def clauses(self) -> set[str]:
        """Every clause that its cells, tables and steps cite."""
        lines = [table.line for table in tables(self.facts).values()]
        cells = {c.cell.clause for struct in (self.facts, *lines) for c in columns(struct).values()}
        cited = {table.table.clause for table in tables(self.facts).values()}
        acts = {step.clause for step in self.flow} | ({self.inspection.clause} if self.inspection else set())
        kept = {self.evidence.clause} if self.evidence else set()
        stages = set(self.case.clauses()) if self.case else set()
        return cells | cited | acts | kept | stages | {self.clause}
