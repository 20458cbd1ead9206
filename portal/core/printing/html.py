"""A paper as HTML for the printer."""

from flask import render_template

from portal.core.instants import local_text
from portal.core.paper import Paper
from portal.core.web.context import zone


def paper_html(paper: Paper) -> str:
    """The page that becomes the PDF; moments in the company's zone."""
    return render_template("core/printing/paper.html", paper=paper, moment=lambda at: local_text(at, zone()))
