"""What regulations declare holds together: clauses, roles, cells and registers that are named exist."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from flask import Flask
from msgspec import UNSET
from msgspec.structs import replace

from portal.core.document_type import DocumentType
from portal.core.documents.numbers import as_printed
from portal.core.facts import Column, Facts, Line, Month, columns, tables
from portal.core.flow import edition, signature_cells
from portal.core.forms.sheet_form import PAPER
from portal.core.kinds import kind_of
from portal.core.kinds.words import choices
from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.core.org.roles import ROLES, SUPERIOR
from portal.core.parameter import EVIDENCE
from portal.core.regulation import Chapter
from portal.core.web.context import today
from portal.core.web.posted import OURS
from portal.regulations.customer_maintenance.flows import PLAN_APPROVAL
from tests.core.documents.numbered import FORMS
from tests.core.forms.toys import toy


@pytest.fixture
def chapters(app: Flask) -> list[Chapter]:
    return list(app.extensions["catalogue"].chapters.values())


@pytest.fixture
def forms(chapters: list[Chapter]) -> list[DocumentType]:
    return [form for chapter in chapters for form in chapter.types]


def cells(form: DocumentType) -> Iterator[Column]:
    yield from columns(form.facts).values()
    for table in tables(form.facts).values():
        yield from columns(table.line).values()


def test_something_was_discovered(chapters, forms) -> None:
    assert {chapter.regulation.slug for chapter in chapters} >= {"customer_maintenance"}
    assert {form.code for form in forms} >= {"F01-1"}


def test_every_clause_cited_by_a_form_or_a_parameter_exists(chapters) -> None:
    for chapter in chapters:
        for form in chapter.types:
            cited = [(c.name, c.cell.clause) for c in cells(form)]
            cited += [(name, table.table.clause) for name, table in tables(form.facts).items()]
            cited += [(step.name, step.clause) for step in form.flow] + [(form.code, form.clause)]
            assert [c for c in cited if c[1] not in chapter.clauses] == []
        assert [p.name for p in chapter.parameters if p.clause not in chapter.clauses] == []


def test_editions_rise_and_clauses_begin_and_end_with_one(chapters) -> None:
    for chapter in chapters:
        days = [edition.since for edition in chapter.regulation.editions]
        assert days == sorted(set(days)) and days, chapter.regulation.title
        spans = {day for clause in chapter.clauses.values() for day in (clause.since, clause.until) if day}
        assert spans <= set(days), chapter.regulation.title


def test_every_clause_cited_by_a_form_is_one_of_the_edition_in_force(app, chapters) -> None:
    with app.app_context():
        day = today()
    for chapter in chapters:
        cited = {number for form in chapter.types for number in form.clauses()}
        assert [n for n in sorted(cited) if not chapter.clauses[n].holds_on(day)] == []


def test_every_clause_demands_something_or_says_why_not(chapters) -> None:
    for chapter in chapters:
        silent = [n for n, c in chapter.clauses.items() if not (list(chapter.demands(c)) or c.beyond.strip())]
        assert silent == [], chapter.regulation.title


def test_every_role_that_fills_signs_or_gets_a_copy_exists(forms) -> None:
    named = {role for form in forms for role in (*form.authors, *(step.by for step in form.flow))}
    assert named <= {*ROLES, SUPERIOR}
    assert {role for form in forms for role in form.copies} <= ROLES.keys()


def test_duties_cite_clauses_and_name_roles_forms_and_sources_that_exist(chapters, forms) -> None:
    duties = [(chapter, duty) for chapter in chapters for duty in chapter.duties]
    assert duties
    codes = {form.code for form in forms}
    for chapter, duty in duties:
        assert duty.clause in chapter.clauses and duty.form in codes | {""}, duty
        assert set(duty.owed_by) <= ROLES.keys() and duty.evidence in EVIDENCE, duty


def test_a_number_drawn_on_receipt_has_one_step_that_always_receives(forms) -> None:
    for form in [*forms, *FORMS]:
        receiving = [step for step in form.flow if step.receives]
        assert len(receiving) == (form.issued == "receipt"), form.code
        assert [step for step in receiving if step.when] == [], form.code


def test_a_number_on_a_blank_is_of_the_day_of_printing_and_is_typed_as_it_is_printed(forms) -> None:
    for form in [form for form in (*forms, *FORMS) if form.issued == "blank"]:
        number = form.numbering.number(date(2026, 1, 31), 1)
        assert (form.numbered, as_printed(number)) == ("sent", number), form.code


def test_no_cell_takes_the_place_of_the_number_on_a_paper(forms) -> None:
    assert [form.code for form in forms if PAPER in columns(form.facts)] == []


def test_a_step_that_says_nothing_of_receiving_leaves_its_flow_the_hash_it_had() -> None:
    plan_of_0007 = "3cb84f82cbc685e10168a24c875f32f725271c62b69152de95204598e61f6961"
    bare = tuple(replace(step, within_time=UNSET) for step in PLAN_APPROVAL)
    assert edition(bare) == plan_of_0007
    assert edition((msgspec.structs.replace(PLAN_APPROVAL[0], receives=True),)) != plan_of_0007


def test_a_parameters_name_fits_its_audit_stream_and_it_has_bounds(chapters) -> None:
    for parameter in [parameter for chapter in chapters for parameter in chapter.parameters]:
        assert len(f"parameter:{parameter.name}") <= 60, parameter.name
        assert None not in (parameter.least, parameter.most), parameter.name


def test_only_records_of_a_day_are_inspected_and_by_a_role_that_may(forms) -> None:
    for form in [form for form in forms if form.inspection]:
        assert (form.flow, columns(form.facts)[form.period].type) == ((), date), form.code
        assert "inspect" in ROLES[form.inspection.by].capabilities, form.code


def test_what_a_step_may_edit_is_a_cell_or_table_of_its_form(forms) -> None:
    for form in forms:
        declared = columns(form.facts).keys() | tables(form.facts).keys()
        assert {name for step in form.flow for name in step.edits} <= declared, form.code


def test_what_a_sheet_lays_out_is_declared_and_nothing_is_left_out(forms) -> None:
    for form in forms:
        laid = [name for row in form.sheet.rows for name in row if isinstance(name, str)]
        assert sorted(laid) == sorted(columns(form.facts).keys() | tables(form.facts).keys()), form.code


def test_the_author_and_each_signing_step_have_a_signature_cell(forms) -> None:
    for form in forms:
        assert len(form.sheet.signed) == 1 + len(signature_cells(form.flow)), form.code


def test_a_condition_asks_a_choice_of_its_form_for_answers_that_can_be_given(forms) -> None:
    for form in forms:
        for step in [step for step in form.flow if step.when]:
            assert set(step.when.answers) <= set(choices(columns(form.facts)[step.when.cell])), form.code


def test_no_cell_or_table_is_called_what_a_sheet_posts_besides(forms) -> None:
    taken = {(form.code, name) for form in forms for name in (*columns(form.facts), *tables(form.facts))}
    assert [found for found in taken if found[1] in OURS] == []


def test_every_reference_points_into_a_register(app, forms) -> None:
    kinds = {cell.cell.of for form in forms for cell in cells(form) if cell.cell.of}
    assert kinds
    assert kinds <= app.extensions["registers"].keys()


def test_what_is_copied_comes_from_a_reference_beside_it(forms) -> None:
    for form in forms:
        references = {cell.name for cell in cells(form) if cell.cell.of}
        sources = {cell.cell.copied.partition(".")[0] for cell in cells(form) if cell.cell.copied}
        assert sources <= references, form.code


def structs(form: DocumentType) -> Iterator[type[Facts]]:
    yield from (form.facts, *(table.line for table in tables(form.facts).values()))


def test_what_an_answer_demands_may_be_empty_and_the_answer_can_be_given(forms) -> None:
    for declared in [columns(struct) for form in [*forms, toy] for struct in structs(form)]:
        for column in [column for column in declared.values() if column.cell.when]:
            assert column.optional, column.name
            assert set(column.cell.when.answers) <= set(choices(declared[column.cell.when.cell])), column.name


def test_every_cell_has_a_kind_and_its_default_is_what_an_empty_cell_of_it_is(forms) -> None:
    for struct in [struct for form in [*forms, toy] for struct in structs(form)]:
        defaults = {field.name: field.default for field in msgspec.structs.fields(struct)}
        for column in columns(struct).values():
            assert not column.optional or defaults[column.name] == kind_of(column).empty, column.name


def test_totals_are_of_columns_that_have_a_sum(forms) -> None:
    for table in [table for form in [*forms, toy] for table in tables(form.facts).values()]:
        summed = {columns(table.line)[name].type for name in table.table.totals}
        assert summed <= {int, Amount, Quantity}, table.name


def test_every_quantity_has_a_unit(forms) -> None:
    """Its own, that of the product beside it, or one that is typed beside it."""
    found = [columns(struct) for form in [*forms, toy] for struct in structs(form)]
    quantities = [(c, declared) for declared in found for c in declared.values() if c.type is Quantity]
    assert quantities
    bare = [declared for column, declared in quantities if not column.cell.unit]
    assert {declared["unit"].cell.copied for declared in bare} <= {"product.unit", ""}


def test_every_version_of_facts_leads_to_the_next(forms) -> None:
    for form in [*forms, toy]:
        assert sorted(form.upgrades) == list(range(1, form.version)), form.code


def test_every_parameter_says_what_it_rests_on(chapters) -> None:
    parameters = [p for chapter in chapters for p in chapter.parameters]
    assert {p.evidence for p in parameters} <= EVIDENCE.keys()
    assert all(list(p.values) == sorted(p.values) and p.values for p in parameters)


def test_a_code_belongs_to_one_form_alone(forms) -> None:
    assert len({form.slug for form in forms}) == len(forms)


def test_rule_11_no_step_of_a_form_that_moves_money_passes_by_itself(forms) -> None:
    for form in forms:
        passing = [step.name for step in form.flow if step.within_time and step.within_time.passes]
        assert not (passing and form.moves_money()), form.code


def test_a_time_limit_cites_a_clause_and_a_parameter_that_exist(chapters) -> None:
    for chapter in chapters:
        for limit in (step.within_time for form in chapter.types for step in form.flow if step.within_time):
            assert limit.clause in chapter.clauses
            assert limit.parameter in {parameter.name for parameter in chapter.parameters} | {""}


def test_a_watched_duty_has_periods_a_form_and_a_key_of_its_own(chapters) -> None:
    for chapter in chapters:
        watched = [duty for duty in chapter.duties if duty.schedule]
        assert all(duty.rhythm not in ("visit", "event") and duty.form for duty in watched), chapter
        keys = [duty.schedule.key for duty in watched]
        assert len(keys) == len(set(keys)), keys


def test_a_form_is_about_a_month_or_a_day_and_its_tables_stand_alone(forms) -> None:
    for form in forms:
        assert form.numbering, form.code
        assert columns(form.facts)[form.period].type in (date, Month), form.code
        known = tables(form.facts)
        assert all(issubclass(table.line, Line) for table in known.values()), form.code
        assert all(len(row) == 1 for row in form.sheet.rows if known.keys() & set(row)), form.code


def test_a_parameter_is_named_after_its_regulation(chapters) -> None:
    for chapter in chapters:
        start = f"{chapter.regulation.slug}."
        assert all(parameter.name.startswith(start) for parameter in chapter.parameters), start


def test_a_line_has_a_name_of_its_own_a_clause_and_roles_that_read_rosters(chapters) -> None:
    lines = [(chapter, line) for chapter in chapters for line in chapter.lines]
    codes = [line.code for _, line in lines]
    assert lines and len(codes) == len(set(codes))
    for chapter, line in lines:
        assert line.clause in chapter.clauses and line.code.isidentifier() and len(line.code) <= 20, line
        named = {line.per, *line.keepers, *line.watched_by}
        assert line.keepers and named <= ROLES.keys(), line
        assert all("read_rosters" in ROLES[role].capabilities for role in named), line


def test_every_regulation_has_a_switch_under_a_clause_of_its_own(chapters) -> None:
    for chapter in chapters:
        assert chapter.switch.clause in chapter.clauses and chapter.switch not in chapter.parameters
        assert chapter.switch.name == f"{chapter.regulation.slug}.in_use"
        assert len(f"parameter:{chapter.switch.name}") <= 60
