"""Regulations that the company uses today, what is said of one that it does not, and whom one concerns."""

from collections.abc import Iterator

from portal.core.desk.moment import values
from portal.core.document_type import DocumentType
from portal.core.org.roles import EVERYBODY
from portal.core.regulation import Chapter
from portal.core.switch import Use, use_of
from portal.core.web.context import catalogue, today


def chapters_in_use() -> list[Chapter]:
    """The regulations that are used today."""
    return [chapter for chapter in catalogue().chapters.values() if chapter.used(values(), today())]


def use_today(chapter: Chapter) -> Use:
    """How a regulation's switch stands today."""
    return use_of(chapter.switch, values(), today())


def refused_today(form: DocumentType) -> str:
    """Why no sheet of a form is begun or sent today; empty where it may: what belongs into an open case goes
    on to its end."""
    chapter = catalogue().chapter_of(form.code)
    use = use_today(chapter)
    if use.used or form.within:
        return ""
    return f"《{chapter.regulation.title}》{use.told}，{form.title}不能再发起；已经填的留在草稿里，可以看。"


def concerns(chapter: Chapter) -> Iterator[str]:
    """The roles of which a regulation asks something, or to which it tells something; a form that everybody
    may fill concerns nobody by itself."""
    for form in chapter.types:
        yield from form.authors if form.authors != EVERYBODY else ()
        yield from (step.by for step in form.flow)
        yield from (role for stage in (form.case.stages if form.case else ()) for role in stage.by)
        yield from (form.inspection.by,) if form.inspection else ()
    yield from (role for duty in chapter.duties for role in duty.owed_by)
    yield from (role for report in chapter.reports for role in (*report.seen_by, *report.company))
