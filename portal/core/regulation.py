"""A regulation: its identity and edition; and the catalogue of everything that was discovered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.core.clause import Clause
from portal.core.document_type import DocumentType
from portal.core.duty import Duty
from portal.core.parameter import Parameter
from portal.core.report import Report
from portal.core.static_page import StaticPage


@dataclass(frozen=True)
class Regulation:
    """One regulation: `slug` names its folder, `code` its place in the collection (R01)."""

    slug: str
    code: str
    title: str
    since: date
    owner: str


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

    def papers(self) -> Iterator[DocumentType | Report | StaticPage]:
        """Everything that has a code: forms, reports, pages."""
        yield from self.types
        yield from self.reports
        yield from self.statics

    def demands(self, clause: Clause) -> Iterator[str]:
        """What a clause demands, in words: forms, steps, duties, parameters."""
        for form in self.types:
            if clause.number in form.clauses():
                yield f"{form.title}（{form.code}），保存 {form.keep_years} 年"
            yield from (f"{form.title}：{step.name}" for step in form.flow if step.clause == clause.number)
            if form.inspection and form.inspection.clause == clause.number:
                yield f"{form.title}：每人每周一次{form.inspection.name}"
        yield from self.shown_for(clause)
        yield from (f"义务：{d.often}{d.name}，{d.due}" for d in self.duties if d.clause == clause.number)
        yield from (f"参数：{p.label}" for p in self.parameters if p.clause == clause.number)

    def shown_for(self, clause: Clause) -> Iterator[str]:
        """What a clause demands that nobody fills: stages of cases, reports, pages."""
        cases = ((form.title, stage) for form in self.types if form.case for stage in form.case.stages)
        yield from (f"{title}：{s.label}阶段" for title, s in cases if s.clause == clause.number)
        yield from (f"{r.title}（{r.code}），自动统计" for r in self.reports if r.clause == clause.number)
        yield from (f"{page.title}（{page.code}）" for page in self.statics if page.clause == clause.number)


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
        """Every parameter."""
        return (parameter for chapter in self.chapters.values() for parameter in chapter.parameters)

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
