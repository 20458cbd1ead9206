"""A regulation: its identity and editions; and the catalogue of everything that was discovered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from portal.core.clause import Clause
from portal.core.document_type import DocumentType
from portal.core.duty import Duty
from portal.core.edition import Edition, NoEdition
from portal.core.facts import columns
from portal.core.flow import named_in
from portal.core.parameter import Parameter, Values
from portal.core.report import Report
from portal.core.roster import Line
from portal.core.static_page import StaticPage
from portal.core.switch import Switch, switch_of


@dataclass(frozen=True)
class Regulation:
    """One regulation: `slug` names its folder, `code` its place in the collection (R01).

    Its `editions` are in rising order.
    """

    slug: str
    code: str
    title: str
    editions: tuple[Edition, ...]
    owner: str

    @property
    def since(self) -> date:
        """The first day on which any edition is in force."""
        return self.editions[0].since

    def edition_on(self, day: date) -> Edition:
        """The edition in force on a day; raises NoEdition before the first."""
        known = [edition for edition in self.editions if edition.since <= day]
        if not known:
            raise NoEdition(f"{self.code} has no edition on {day}")
        return known[-1]


class Demand(NamedTuple):
    """One thing that a clause demands, of whom (roles), and the code or the parameter's slug that it leads
    to."""

    what: Literal["form", "step", "stage", "inspection", "duty", "line", "parameter", "report", "page"]
    words: str
    roles: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Chapter:
    """A regulation with all that its folder declares."""

    regulation: Regulation
    clauses: dict[str, Clause]
    parameters: tuple[Parameter[Any], ...] = ()
    types: tuple[DocumentType, ...] = ()
    duties: tuple[Duty, ...] = ()
    reports: tuple[Report, ...] = ()
    statics: tuple[StaticPage, ...] = ()
    lines: tuple[Line, ...] = ()

    @cached_property
    def switch(self) -> Switch:
        """Whether the company uses it."""
        return switch_of(self.regulation.slug, next(iter(self.clauses)))

    def used(self, values: Values, day: date) -> bool:
        """Whether the company uses it on a day."""
        return values.on(self.switch, day)

    @property
    def settings(self) -> tuple[Parameter[Any], ...]:
        """Its parameters, and the switch that every regulation has."""
        return (*self.parameters, self.switch)

    def papers(self) -> Iterator[DocumentType | Report | StaticPage]:
        """Everything that has a code: forms, reports, pages."""
        yield from self.types
        yield from self.reports
        yield from self.statics

    def demands(self, clause: Clause) -> Iterator[Demand]:
        """What a clause demands: forms, steps, duties, lines, parameters."""
        for form in self.types:
            yield from demands_of(form, clause.number)
        yield from self.shown_for(clause.number)
        for duty in self.duties:
            if duty.clause == clause.number:
                yield Demand("duty", f"义务：{duty.often}{duty.name}，{duty.due}", duty.owed_by)
        for line in self.lines:
            if line.clause == clause.number:
                yield Demand("line", f"值班：{line.title}，{line.owed}", line.keepers)
        for parameter in self.parameters:
            if parameter.clause == clause.number:
                yield Demand("parameter", f"参数：{parameter.label}", place=parameter.slug)

    def shown_for(self, number: str) -> Iterator[Demand]:
        """What a clause demands that nobody fills: reports and pages."""
        for report in self.reports:
            if report.clause == number:
                words = f"{report.title}（{report.code}），自动统计"
                yield Demand("report", words, (*report.seen_by, *report.company), report.code)
        for page in self.statics:
            if page.clause == number:
                yield Demand("page", f"{page.title}（{page.code}）", place=page.code)


def demands_of(form: DocumentType, number: str) -> Iterator[Demand]:
    """What a clause demands of a form: that it is filled, signed, moved on, looked at."""
    if number in form.clauses():
        words = f"{form.title}（{form.code}），保存 {form.keep_years} 年"
        yield Demand("form", words, form.authors, form.code)
    for step in form.flow:
        if step.clause == number and step.named:
            whose = named_in(columns(form.facts)[step.named].cell.label)
            yield Demand("step", f"{form.title}：{step.name}，由{whose}办理", place=form.code)
        elif step.clause == number:
            yield Demand("step", f"{form.title}：{step.name}", (step.by,), form.code)
    for stage in form.case.stages if form.case else ():
        if stage.clause == number:
            yield Demand("stage", f"{form.title}：{stage.label}阶段", stage.by)
    if form.inspection and form.inspection.clause == number:
        words = f"{form.title}：每人每周一次{form.inspection.name}"
        yield Demand("inspection", words, (form.inspection.by,))


@dataclass
class Catalogue:
    """All regulations and forms of the running portal."""

    chapters: dict[str, Chapter] = field(default_factory=dict)

    def add(self, chapter: Chapter) -> None:
        """Enter a discovered regulation."""
        self.chapters[chapter.regulation.slug] = chapter

    def types(self) -> Iterator[DocumentType]:
        """Every form."""
        return (form for chapter in self.chapters.values() for form in chapter.types)

    def parameters(self) -> Iterator[Parameter[Any]]:
        """Every parameter, and every regulation's switch."""
        return (parameter for chapter in self.chapters.values() for parameter in chapter.settings)

    def type(self, code: str) -> DocumentType:
        """The form with this code (any case); raises KeyError."""
        return {form.slug: form for form in self.types()}[code.lower()]

    def report(self, code: str) -> Report:
        """The report with this code (any case); raises KeyError."""
        return {r.slug: r for chapter in self.chapters.values() for r in chapter.reports}[code.lower()]

    def static(self, code: str) -> StaticPage:
        """The static page with this code (any case); raises KeyError."""
        pages = (page for chapter in self.chapters.values() for page in chapter.statics)
        return {page.slug: page for page in pages}[code.lower()]

    def chapter_of(self, code: str) -> Chapter:
        """The regulation a form, a report or a page belongs to; raises KeyError."""
        owners = {paper.slug: chapter for chapter in self.chapters.values() for paper in chapter.papers()}
        return owners[code.lower()]

    def clause(self, code: str, number: str) -> Clause:
        """A clause cited by a form; raises KeyError."""
        return self.chapter_of(code).clauses[number]
