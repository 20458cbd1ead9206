"""Regulations that the company uses today, what is said of one that it does not, and whom one concerns."""

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


def concerns(chapter: Chapter, roles: set[str]) -> bool:
    """Whether a regulation asks something of somebody with these roles, or tells him something; a form that
    everybody may fill concerns nobody by itself."""
    few = (authors for authors in chapter.authors if authors != EVERYBODY)
    return not roles.isdisjoint(chapter.asks) or any(not roles.isdisjoint(authors) for authors in few)
