"""Every declared flow, of the regulations and of the toys, is one that the engine can walk."""

from collections.abc import Iterator
from itertools import groupby

import pytest
from flask import Flask
from msgspec import UNSET
from msgspec.structs import replace

from portal.config import ROOT, Settings
from portal.core.calendar import AfterWorkingDays
from portal.core.document_type import DocumentType
from portal.core.facts import When, columns
from portal.core.flow import Flow, Step
from portal.core.org.roles import ROLES, SUPERIOR
from portal.core.regulation import Catalogue
from portal.core.time_limit import TimeLimit
from tests.folders import portal_with


@pytest.fixture
def known(settings: Settings) -> Iterator[Catalogue]:
    with portal_with(ROOT / "tests" / "toys", settings, None) as app:
        yield app.extensions["catalogue"]


def wrong(flow: Flow, form: DocumentType, known: Catalogue) -> Iterator[str]:
    """What is wrong with a flow of a form."""
    clauses = known.chapter_of(form.code).clauses
    names = [step.name for step in flow]
    if len(names) != len(set(names)):
        yield "two steps of one name: overrides and moves go by it"
    branches = [branch for branch, _ in groupby(step.in_branch for step in flow) if branch]
    if len(branches) != len(set(branches)):
        yield "a branch in two pieces"
    for step in flow:
        yield from (f"{step.name}: {what}" for what in wrong_step(step, form))
        if step.clause not in clauses or (step.within_time and step.within_time.clause not in clauses):
            yield f"{step.name}: no such clause"


def wrong_step(step: Step, form: DocumentType) -> Iterator[str]:
    """What is wrong with a step."""
    if bool(step.share) != (step.mode == "share") or not 0 <= (step.share or 0) <= 100:
        yield "a share goes with its mode, 1 to 100"
    if step.rule and step.rule not in form.conditions:
        yield "no such rule"
    if step.when and step.when.cell not in columns(form.facts):
        yield "no such cell"
    yield from wrong_pointer(step, form)
    if step.repeats and not step.may_skip:
        yield "a step that signs, edits, proves, answers or wants another person is never left out"
    if not set(step.circle or ()) <= ROLES.keys() or step.by not in {*ROLES, SUPERIOR}:
        yield "no such role"
    if step.by == SUPERIOR and step.within == "company":
        yield "the superior is looked for upwards"
    if step.within_time and step.within_time.passes and (form.moves_money() or step.receives or step.sign):
        yield "what moves money, receives or signs never passes by itself"


def wrong_pointer(step: Step, form: DocumentType) -> Iterator[str]:
    """What is wrong with a step whose signer a cell names."""
    for name, register in ((step.at, "unit"), (step.named, "person")):
        if name and (name not in columns(form.facts) or columns(form.facts)[name].cell.of != register):
            yield f"its signer stands in no cell of the head that refers to a {register}"
    if step.at and (step.named or step.within == "company"):
        yield "looked for in one place"
    if step.named and step.by == SUPERIOR:
        yield "a named person signs as a role"


def test_row_29_every_flow_can_be_walked(known: Catalogue) -> None:
    flows = [(form.code, list(wrong(form.flow, form, known))) for form in known.types() if form.flow]
    assert {code[:3] for code, _ in flows} >= {"F01", "F07", "F08", "F97"}
    assert [(code, faults) for code, faults in flows if faults] == []


PASSES = TimeLimit(clause="§1", limit=AfterWorkingDays(1), passes=True)
BROKEN = {
    "two steps of one name": lambda flow: (*flow, flow[0]),
    "a branch in two pieces": lambda flow: (*flow[:2], flow[3], flow[2], flow[4]),
    "a share goes with its mode": lambda flow: (replace(flow[0], share=50), *flow[1:]),
    "no such rule": lambda flow: (*flow[:4], replace(flow[4], rule="few")),
    "no such cell": lambda flow: (replace(flow[0], when=When("price", ("高",))), *flow[1:]),
    "is never left out": lambda flow: (replace(flow[0], repeats="earlier", sign=True), *flow[1:]),
    "wants another person": lambda flow: (
        replace(flow[0], repeats="earlier", distinct=True),
        *flow[1:],
    ),
    "no such role": lambda flow: (replace(flow[0], circle=("chief",)), *flow[1:]),
    "the superior is looked for": lambda flow: (replace(flow[0], by=SUPERIOR), *flow[1:]),
    "never passes by itself": lambda flow: (replace(flow[0], sign=True, within_time=PASSES), *flow[1:]),
    "no such clause": lambda flow: (replace(flow[0], clause="§9"), *flow[1:]),
}
MISLED = {
    "cell of the head that refers to a unit": {"at": "handler"},
    "no cell of the head that refers to a unit": {"at": "branch"},
    "cell of the head that refers to a person": {"at": UNSET, "named": "department"},
    "looked for in one place": {"named": "handler"},
    "in one place": {"within": "company"},
    "a named person signs as a role": {"at": UNSET, "named": "handler", "by": SUPERIOR},
}
SHARES = [("share", 0), ("share", 101), ("all", 50)]


@pytest.mark.parametrize("what", BROKEN)
def test_row_29_a_broken_flow_is_found(known: Catalogue, what: str) -> None:
    form = known.type("F97-5")
    assert any(what in fault for fault in wrong(BROKEN[what](form.flow), form, known))


@pytest.mark.parametrize("what", MISLED)
def test_a_step_whose_signer_no_cell_can_name_is_found(known: Catalogue, what: str) -> None:
    form = known.type("F94-2")
    assert list(wrong_pointer(form.flow[0], form)) == []
    assert any(what in fault for fault in wrong_pointer(replace(form.flow[0], **MISLED[what]), form))


@pytest.mark.parametrize(("mode", "share"), SHARES)
def test_a_share_that_nobody_can_reach_is_found(known: Catalogue, mode: str, share: int) -> None:
    form = known.type("F97-4")
    flow = (replace(form.flow[0], mode=mode, share=share), *form.flow[1:])
    assert list(wrong(flow, form, known))
    for fine in (1, 100):
        assert not list(wrong((replace(form.flow[0], share=fine), *form.flow[1:]), form, known))


def test_every_condition_is_asked_by_a_step(app: Flask) -> None:
    for form in app.extensions["catalogue"].types():
        assert form.conditions.keys() == {step.rule for step in form.flow if step.rule}, form.code
