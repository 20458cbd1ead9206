"""What regulations declare of cases, reports and static pages holds together, in the toy R98 as well."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.config import ROOT, Settings
from portal.core.case import CLOSED
from portal.core.org.roles import ROLES
from portal.core.regulation import Chapter
from portal.core.static_page import FlowPicture
from tests.contracts import test_declarations
from tests.folders import portal_with


@pytest.fixture(params=["as it is", "with the toy"])
def app(request: pytest.FixtureRequest, app: Flask, settings: Settings, clock) -> Iterator[Flask]:
    """The portal, and the portal with a regulation that has every kind."""
    if request.param == "as it is":
        yield app
    else:
        with portal_with(ROOT / "tests" / "toys", settings, clock) as other:
            yield other


@pytest.fixture
def chapters(app: Flask) -> list[Chapter]:
    return list(app.extensions["catalogue"].chapters.values())


def test_codes_belong_to_one_paper_alone_whatever_its_kind(chapters) -> None:
    codes = [paper.slug for chapter in chapters for paper in chapter.papers()]
    assert sorted(codes) == sorted(set(codes))


def test_reports_pages_and_stages_cite_clauses_that_exist(chapters) -> None:
    for chapter in chapters:
        cited = {paper.clause for paper in chapter.papers()}
        cited |= {clause for form in chapter.types if form.case for clause in form.case.clauses()}
        assert cited <= chapter.clauses.keys(), chapter.regulation.slug
    test_declarations.test_every_clause_demands_something_or_says_why_not(chapters)


def test_every_role_that_moves_a_case_or_reads_a_report_exists(chapters) -> None:
    for chapter in chapters:
        named = {role for form in chapter.types if form.case for role in form.case.roles()}
        named |= {role for report in chapter.reports for role in (*report.seen_by, *report.company)}
        assert named <= ROLES.keys(), chapter.regulation.slug


def test_a_case_is_a_record_whose_every_stage_is_reached_and_ends(chapters) -> None:
    for form in [form for chapter in chapters for form in chapter.types if form.case]:
        names = [stage.name for stage in form.case.stages]
        assert form.flow == () and len(names) == len(set(names)) and CLOSED not in names, form.code
        assert max(map(len, names + [note.name for note in form.case.notes])) <= 20, form.code
        for name in names:
            assert set(form.case.follows(name)) <= {*names, CLOSED}, (form.code, name)
            assert CLOSED in reached(form.case, name), (form.code, name)
        assert reached(form.case, names[0]) >= {*names, CLOSED}, form.code
        if form.case.reopening:
            assert form.case.reopening.to in names, form.code


def reached(case, name: str) -> set[str]:
    """Every stage that may come after one, and itself."""
    found, left = {name}, [name]
    while left:
        new = set(case.follows(left.pop())) - found
        found |= new
        left += new
    return found


def test_a_paper_is_within_a_form_of_its_own_regulation_that_opens_cases(chapters) -> None:
    for chapter in chapters:
        cases = {form.code for form in chapter.types if form.case}
        assert {form.within for form in chapter.types if form.within} <= cases


def test_every_report_is_computed_and_every_drawn_form_is_its_regulations_own(app, chapters) -> None:
    hooks = app.extensions["hooks"]
    for chapter in chapters:
        assert [r.code for r in chapter.reports if len(hooks.get(("reported", r.code), ())) != 1] == []
        drawn = [p.form for page in chapter.statics for p in page.content if isinstance(p, FlowPicture)]
        assert [form.code for form in drawn if form not in chapter.types] == []
