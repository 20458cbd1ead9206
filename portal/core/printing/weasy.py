"""The printing process: WeasyPrint, fetching only our own static files, refusing missing glyphs."""

import ctypes
import gc
import logging
import mimetypes
import resource
import sys
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from portal.config import ROOT
from portal.core.jobs.limits import take_at_most
from portal.core.printing.boxes import boxes_file, ink_boxes
from portal.core.printing.job import DataFile, Job
from portal.core.printing.page_sums import with_page_sums
from portal.core.printing.stamping import blank_codes, laid_over, page_codes, stamped

MEMORY = 2 * 1024**3
GIVING_BACK = 20  # papers after which free memory goes back to the system: it takes as long as a short one
STATIC = (ROOT / "static").resolve()
fonts = FontConfiguration()


class MissingGlyph(ValueError):
    """A character that no font has would be printed as a box."""


class StaticOnly(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
    """Fetches files below static/ and nothing else."""

    def fetch(self, url: str, _headers: Any = None) -> URLFetcherResponse:
        """A static file; raises ValueError for anything else."""
        parts = urlsplit(url)
        place = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or not place.is_relative_to(STATIC):
            raise ValueError(f"not ours to fetch: {url[:200]}")
        kind = mimetypes.guess_type(place.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, place.read_bytes(), {"Content-Type": kind})


class GlyphWatch(logging.Handler):
    """Hears WeasyPrint say that a character has no glyph."""

    def __init__(self) -> None:
        super().__init__()
        self.missing: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what was missing."""
        if ".notdef" in record.getMessage():
            self.missing.append(record.getMessage())


def render(job: Job) -> bytes:
    """One PDF from HTML, page numbers from one in each paper; raises MissingGlyph and what WeasyPrint
    raises."""
    watch = GlyphWatch()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(watch)
    try:
        laid = [laid_out(html) for html in job.papers]
        whole = laid[0].copy([page for paper in laid for page in paper.pages])
        pdf: bytes = whole.write_pdf(**archived(whole, job.data)) if job.data else whole.write_pdf()
    finally:
        logger.removeHandler(watch)
    if watch.missing:
        raise MissingGlyph(watch.missing[0])
    if job.laid:
        return laid_over(job.laid, pdf)
    codes = codes_of(job, [len(paper.pages) for paper in laid])
    return stamped(pdf, codes) if codes else pdf


def codes_of(job: Job, pages: list[int]) -> list[str]:
    """The code of every page, of papers that have so many each; none for a job without codes."""
    if job.blanks:
        return blank_codes(zip(job.blanks, pages, strict=True))
    return page_codes(job.stamp, sum(pages)) if job.stamp else []


def archived(whole: Any, data: DataFile) -> dict[str, Any]:
    """The options that make a PDF/A-3u with a file in it, and with where its boxes for ink are."""
    boxes = ink_boxes(whole.pages)
    files = [data, boxes_file(boxes)] if boxes else [data]
    return as_archive(*files)


def as_archive(*files: DataFile) -> dict[str, Any]:
    """The options that make a PDF/A-3u with files in it."""
    return {"pdf_variant": "pdf/a-3u", "attachments": list(map(attached, files))}


def attached(data: DataFile) -> Attachment:
    """A file within the PDF."""
    return Attachment(string=data.content, name=data.name, description=data.words, relationship="Data")


def laid_out(html: str) -> Any:
    """HTML as WeasyPrint's pages."""
    whole = HTML(string=html, base_url=f"{STATIC.as_uri()}/", url_fetcher=StaticOnly())
    return with_page_sums(whole.etree_element, lambda: whole.render(font_config=fonts))


def give_back() -> None:
    """Hand free memory back to the system, where the C library can: the largest paper would set the mark."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def serve(pipe: Connection) -> None:
    """Make one paper after the other until the other end is gone."""
    take_at_most(resource.RLIMIT_AS, MEMORY)
    gc.freeze()
    for number in count(1):
        try:
            job = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(render(job))
        except Exception as fault:  # noqa: BLE001 - whatever it is, the worker must hear of it
            pipe.send(f"{type(fault).__name__}: {fault}")
        gc.collect()  # a laid-out paper is one large knot that would lie about until Python looks for such
        if number % GIVING_BACK == 0:
            give_back()


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
