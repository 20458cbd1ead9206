"""Papers as HTML for the printer."""

from typing import Any

from flask import render_template

from portal.core.instants import local_text
from portal.core.paper import Paper
from portal.core.web.context import zone


def paper_html(paper: Paper, coded: bool = False) -> str:
    """The page that becomes the PDF; its foot has room for a code where it is `coded`, or a version's."""
    return printed("paper", paper=paper, stamped=coded or paper.version)


def printed(template: str, **values: Any) -> str:
    """A printing template with what it shows; moments in the company's zone."""
    return render_template(
        f"core/printing/{template}.html", moment=lambda at: local_text(at, zone()), **values
    )
