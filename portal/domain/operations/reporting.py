"""Reporting what does not work, in three answers: the form by which it is done is found in the catalogue, no
regulation is named here."""

from datetime import date
from typing import NamedTuple

from portal.core.approval.sending import send
from portal.core.desk.in_use import chapters_in_use
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.documents.operations import Author
from portal.core.facts import Facts, columns
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import SheetForm
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.regulation import Regulation
from portal.core.terms import Terms

ANSWERS = ("what", "thing", "urgency")
BESIDE = ("channel", "more")


class Opener(NamedTuple):
    """The form by which anybody reports, and its regulation."""

    form: DocumentType
    regulation: Regulation

    def sheet(self, answers: Fields, channel: str, day: date) -> SheetForm:
        """A sheet that says this."""
        return SheetForm(self.form, [("day", typed(day)), ("channel", channel), *answers])

    def judged(self, sheet: SheetForm, terms: Terms) -> Facts | None:
        """What a sheet says, if nothing is wrong with it."""
        return sheet.facts(terms, self.regulation)

    def send(self, facts: Facts, author: Author, key: str, moment: Moment) -> Document:
        """Report it; raises AlreadySent, Refused."""
        return send(self.form, facts, author, key, moment)


def opener() -> Opener | None:
    """The first form that opens a case by these answers, of the regulations that are used today."""
    asked = {*ANSWERS, *BESIDE}
    found = ((form, chapter.regulation) for chapter in chapters_in_use() for form in chapter.types)
    fits = (Opener(form, rules) for form, rules in found if form.case and asked <= columns(form.facts).keys())
    return next(fits, None)
