"""Judging a document: by the edition of its judging day, then by its form's rules."""

from collections.abc import Iterator

from portal.core.document_type import DocumentType
from portal.core.facts import Facts, Refusal
from portal.core.regulation import Regulation
from portal.core.terms import Terms


def refusals(
    regulation: Regulation | None, form: DocumentType, facts: Facts, terms: Terms
) -> Iterator[Refusal]:
    """What speaks against facts; a form without a regulation (None) is judged by its rules alone."""
    if regulation and form.judged_on(facts, terms.day) < regulation.since:
        why = f"《{regulation.title}》自 {regulation.since} 起施行，之前的不能在这里填报"
        yield Refusal((form.period,), why, form.clause)
        return
    yield from form.refusals(facts, terms)
