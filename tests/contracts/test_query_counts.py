"""Every page asks a constant number of questions, however much there is to show."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.core.desk.moment import this_moment
from portal.core.facts import Month
from portal.core.web.context import now
from portal.domain.expenses.operations import Attempt, note_refused
from portal.extensions import writing
from tests.conftest import signed_in
from tests.core.printing.papers import archived
from tests.core.scans.scanner import bring, printed, scan, with_code
from tests.pages import Browser
from tests.plans import plan, task_of
from tests.questions import questions
from tests.regulations.relationship_expense.applications import signed
from tests.regulations.relationship_expense.slips import special
from tests.regulations.relationship_expense.tables import contract

MOST = 15
LISTS = (
    "/",
    "/documents",
    "/mine",
    "/done",
    "/copies",
    "/drafts",
    "/notices",
    "/notices/settings",
    "/forms",
    "/print-batches",
    "/statistics/stays",
    "/regulations/customer-maintenance",
)


@pytest.fixture
def asked(app: Flask, chen: Browser) -> Iterator[list[str]]:
    """The questions put to the database since the list was last cleared; what is kept from page to page is
    at hand."""
    chen.get("/")
    with questions(app) as asked:
        yield asked


def count(browser: Browser, path: str, asked: list[str]) -> int:
    asked.clear()
    assert browser.get(path).status == 200, path
    return len(asked)


def test_lists_ask_the_same_with_one_paper_and_with_twenty(
    app: Flask, zhou: Browser, chen: Browser, asked: list[str]
) -> None:
    plan(app)
    plan(app, "approve", month=Month(2026, 11))
    few = {
        (path, who): count(browser, path, asked) for path in LISTS for who, browser in enumerate((zhou, chen))
    }
    for month in range(1, 10):
        plan(app, month=Month(2027, month))
        plan(app, "approve", month=Month(2025, month))
    many = {
        (path, who): count(browser, path, asked) for path in LISTS for who, browser in enumerate((zhou, chen))
    }
    assert few == many
    assert {place: n for place, n in many.items() if n > (13 if place[0] == "/" else 8)} == {}


def test_a_paper_and_its_decision_ask_the_same_after_many_rounds(
    app: Flask, zhou: Browser, chen: Browser, asked: list[str]
) -> None:
    document_id = plan(app)
    paths = ("/documents/{0}", "/documents/{0}/why-not", "/tasks/{1}", "/tasks/{1}/sheet")
    counts = []
    for _ in range(3):
        task = task_of(app, document_id, "1003")
        counts.append([count(zhou, path.format(document_id, task), asked) for path in paths])
        zhou.submit(zhou.get(f"/tasks/{task}"), action=f"/tasks/{task}", button="kind=return", opinion="再改")
        revise = task_of(app, document_id, "1001")
        chen.submit(chen.get(f"/tasks/{revise}/sheet"), button="act=send", remarks="改了")
    assert counts[0] == counts[1] == counts[2]
    assert max(counts[0]) <= MOST


def test_what_came_back_on_paper_asks_the_same_for_one_page_and_for_many(
    app: Flask, chen: Browser, asked: list[str]
) -> None:
    papers = [archived(app, 1), archived(app, 40)]
    counts = []
    for number, document_id in enumerate(papers, 1):
        pdf = printed(app, document_id)
        ours = [scan(pdf, page) for page in range(1, 2 * number)]
        bring(app, chen, *ours, *(with_code(f"{number} {n}") for n in range(number)))
        paths = ("/scans", f"/scans/{number}", "/scans/waiting", "/statistics/papers")
        counts.append([count(chen, path, asked) for path in (*paths, f"/documents/{document_id}/prints")])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 9


def test_the_report_on_expenses_asks_the_same_for_one_paper_and_for_many(
    app: Flask, asked: list[str]
) -> None:
    officer, paths = signed_in(app, "1014"), ("/compliance", "/compliance/refused", "/compliance.xlsx")
    special(app)
    counts = []
    for _ in range(2):
        for _ in range(5 if counts else 1):
            with app.app_context():
                signed()
                contract(f"HT-{len(asked)}", now())
                with writing():
                    note_refused([Attempt("F07-3", "新程电子", "收款单位", "第八条")], 1, this_moment())
        counts.append([count(officer, path, asked) for path in paths])
        counts[-1].append(count(signed_in(app, "1011"), "/contracts", asked))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 8
