"""What there is to read beside the forms that people fill: boards of cases, reports, static pages."""

from collections.abc import Iterable
from typing import NamedTuple

from flask import url_for

from portal.core.auth.visitor import visitor
from portal.core.regulation import Chapter
from portal.core.reports.asking import readers


class Place(NamedTuple):
    """Where something is read, what it is, and what demands it."""

    address: str
    title: str
    kind: str
    code: str
    clause: str


def beside(chapters: Iterable[Chapter]) -> list[Place]:
    """What these regulations give the visitor to read."""
    return [place for chapter in chapters for place in places(chapter)]


def places(chapter: Chapter) -> Iterable[Place]:
    """The same of one regulation."""
    for form in chapter.types:
        if form.case:
            address = url_for("case_boards.show", code=form.slug)
            yield Place(address, f"{form.title}看板", "案件", form.code, form.clause)
    for report in chapter.reports:
        if visitor().post_for(readers(report)):
            address = url_for("reports.show", code=report.slug)
            yield Place(address, report.title, "统计", report.code, report.clause)
    for page in chapter.statics:
        address = url_for("static_pages.show", code=page.slug)
        yield Place(address, page.title, "图和说明", page.code, page.clause)
