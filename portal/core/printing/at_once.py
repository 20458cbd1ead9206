"""Papers that nobody orders, made when they are asked for and kept by what they show."""

import hashlib
from pathlib import Path

from portal.core.files.store import write_whole
from portal.core.paper import Paper
from portal.core.printing.html import paper_html
from portal.core.printing.renderer import renderer
from portal.core.web.context import settings


def pdf_of(paper: Paper) -> bytes:
    """The PDF of a paper, made once for all who ask; raises RenderFailed."""
    return pdf_from(paper_html(paper))


def pdf_from(html: str) -> bytes:
    """The PDF of any printing page; raises RenderFailed."""
    place = made_place(html)
    if not place.is_file():
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, renderer().render(html))
    return place.read_bytes()


def made_place(html: str) -> Path:
    """Where the PDF of a page lies; what lies there can be made anew at any time."""
    digest = hashlib.sha256(html.encode()).hexdigest()
    return settings().files / "made" / digest[:2] / digest
