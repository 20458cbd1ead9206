"""A regulation: its identity and editions; and the catalogue of everything that was discovered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeVar

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

P = TypeVar("P", bound=DocumentType | Report | StaticPage)


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

    @cached_property
    def asks(self) -> frozenset[str]:
        """The roles of which it asks something, or to which it tells something, besides filling its forms."""
        return frozenset(roles_asked(self))

    @cached_property
    def keepers(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Its forms whose files are a register, each with the roles that keep it."""
        cases = ((form.code, form.case) for form in self.types)
        return tuple((code, tuple(case.keepers)) for code, case in cases if case and case.keepers)

    @cached_property
    def authors(self) -> frozenset[tuple[str, ...]]:
        """The roles that may fill each of its forms."""
        return frozenset(form.authors for form in self.types)

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

    @cached_property
    def by_slug(self) -> Mapping[str, DocumentType | Report | StaticPage]:
        """Its forms, reports and pages by their codes in small letters."""
        return {paper.slug: paper for paper in self.papers()}

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


def roles_asked(chapter: Chapter) -> Iterator[str]:
    """Each of those roles, some of them again and again."""
    for form in chapter.types:
        yield from (step.by for step in form.flow)
        yield from (role for stage in (form.case.stages if form.case else ()) for role in stage.by)
        yield from (form.inspection.by,) if form.inspection else ()
    yield from (role for duty in chapter.duties for role in duty.owed_by)
    yield from (role for report in chapter.reports for role in (*report.seen_by, *report.company))


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


def paper_of(chapter: Chapter, code: str, kind: type[P]) -> P:
    """What of a kind a regulation has under a code (any case); raises KeyError."""
    found = chapter.by_slug[code.lower()]
    if not isinstance(found, kind):
        raise KeyError(code)
    return found


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
        return paper_of(self.chapter_of(code), code, DocumentType)

    def report(self, code: str) -> Report:
        """The report with this code (any case); raises KeyError."""
        return paper_of(self.chapter_of(code), code, Report)

    def static(self, code: str) -> StaticPage:
        """The static page with this code (any case); raises KeyError."""
        return paper_of(self.chapter_of(code), code, StaticPage)

    def chapter_of(self, code: str) -> Chapter:
        """The regulation a form, a report or a page belongs to; raises KeyError."""
        slug = code.lower()
        owner = next((chapter for chapter in self.chapters.values() if slug in chapter.by_slug), None)
        if owner is None:
            raise KeyError(code)
        return owner

    def clause(self, code: str, number: str) -> Clause:
        """A clause cited by a form; raises KeyError."""
        return self.chapter_of(code).clauses[number]
