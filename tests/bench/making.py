"""How fast archive PDFs are made, beside WeasyPrint alone on the same page."""

from io import BytesIO

import pikepdf
from weasyprint import HTML

from portal.core.paper import Paper
from portal.core.printing.html import paper_html
from portal.core.printing.renderer import renderer
from portal.core.printing.weasy import STATIC, StaticOnly, as_archive, fonts
from portal.core.printing.worker import job_of
from portal.core.web.context import catalogue
from tests.bench.rounds import Compared, Way, compare, told
from tests.core.forms.toys import toy
from tests.core.printing.filled import paper_of

MAKING = 0.9


def papers() -> dict[str, tuple[Paper, int]]:
    """What is made, and in how many rounds."""
    plan = catalogue().type("F01-1")
    return {
        "one page": (paper_of(catalogue().type("F07-4")), 31),
        "ten pages": (paper_of(plan, 72), 11),
        "table of 300 lines": (paper_of(plan, 300), 5),
    }


def measure() -> bool:
    """Make each of them in both ways, inside a request; whether the portal is fast enough."""
    fast = [measured(name, paper, rounds) for name, (paper, rounds) in papers().items()]
    with_sums = compared(paper_of(toy, 300), 3)
    print(f"{'300 lines with sums on each page':<34} laid out twice, so {with_sums.ratio:.2f} of plain")
    return all(fast)


def measured(name: str, paper: Paper, rounds: int) -> bool:
    pages = len(pikepdf.open(BytesIO(ours(paper))).pages)
    return told(f"{name} ({pages})", compared(paper, rounds), pages, "pages/s", MAKING)


def compared(paper: Paper, rounds: int) -> Compared:
    return compare(Way("ours", lambda: ours(paper)), Way("plain", lambda: plain(paper)), rounds)


def ours(paper: Paper) -> bytes:
    """As the worker does it: page, layout, archive, codes; in the process that prints."""
    return renderer().render(job_of(1, paper))


def plain(paper: Paper) -> bytes:
    """As little as it takes to have the same PDF/A with the same file in it: no limits, no codes."""
    job = job_of(1, paper)
    assert job.data is not None
    page = HTML(string=paper_html(paper), base_url=f"{STATIC.as_uri()}/", url_fetcher=StaticOnly())
    made: bytes = page.write_pdf(font_config=fonts, **as_archive(job.data))
    return made
