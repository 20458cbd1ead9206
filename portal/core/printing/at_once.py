"""Papers that nobody orders, made when they are asked for and kept by what they show."""

import hashlib
import logging
from io import BytesIO
from pathlib import Path

from flask import flash, redirect, send_file
from werkzeug.wrappers import Response

from portal.core.files.store import write_whole
from portal.core.printing.job import BlankStamp, Job
from portal.core.printing.renderer import RenderFailed, renderer
from portal.core.web.context import settings

log = logging.getLogger(__name__)


def pdf_answer(name: str, back: str, *pages: str, blanks: tuple[BlankStamp, ...] = ()) -> Response:
    """One PDF of printing pages, each numbered by itself, perhaps each a numbered blank; where it cannot be
    made now, `back` to an address, saying so."""
    try:
        content = pdf_of(Job(pages, blanks=blanks))
    except RenderFailed:
        flash(f"{name} 暂时打印不出来，请稍后再试。")
        return redirect(back, 303)
    return send_file(BytesIO(content), mimetype="application/pdf", download_name=f"{name}.pdf", etag=False)


def pdf_of(job: Job) -> bytes:
    """One PDF, made once for all who ask, or each time while nothing can be kept; raises RenderFailed."""
    place = made_place(job)
    if place.is_file():
        return place.read_bytes()
    content = renderer().render(job)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, content)
    except OSError as fault:
        log.warning("a PDF was not kept: %s", fault.strerror)
    return content


def made_place(job: Job) -> Path:
    """Where the PDF of a job lies; what lies there can be made anew at any time."""
    codes = (f"{stamp}" for stamp in job.blanks)
    digest = hashlib.sha256("".join([*job.papers, *codes]).encode()).hexdigest()
    return settings().files / "made" / digest[:2] / digest
