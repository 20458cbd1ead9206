"""Papers that nobody orders, made when they are asked for and kept by what they show."""

import hashlib
from pathlib import Path

from portal.core.files.store import write_whole
from portal.core.paper import Paper
from portal.core.printing.html import paper_html
from portal.core.printing.job import Job
from portal.core.printing.renderer import renderer
from portal.core.web.context import settings


def pdf_of(*papers: Paper) -> bytes:
    """One PDF of papers, each with pages of its own, made once for all who ask; raises RenderFailed."""
    return pdf_from(*map(paper_html, papers))


def pdf_from(*pages: str) -> bytes:
    """One PDF of printing pages; raises RenderFailed."""
    place = made_place(pages)
    if not place.is_file():
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, renderer().render(Job(pages)))
    return place.read_bytes()


def made_place(pages: tuple[str, ...]) -> Path:
    """Where the PDF of pages lies; what lies there can be made anew at any time."""
    digest = hashlib.sha256("".join(pages).encode()).hexdigest()
    return settings().files / "made" / digest[:2] / digest
