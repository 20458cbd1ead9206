"""The forms that open a complaint's case, as the catalogue has them: no regulation is named here."""

from collections.abc import Collection
from typing import NamedTuple

from portal.core.desk.in_use import chapters_in_use
from portal.core.document_type import DocumentType
from portal.core.facts import columns
from portal.core.regulation import Regulation

NAMED_BY = "complainant"


class Opener(NamedTuple):
    """A form that opens a complaint's case, and its regulation."""

    form: DocumentType
    regulation: Regulation

    @property
    def takes_strangers(self) -> bool:
        """Whether somebody who is in no register may complain by it."""
        named = columns(self.form.facts).values()
        return all(column.optional for column in named if column.cell.of == NAMED_BY)


def openers() -> list[Opener]:
    """Every form that opens a case about a complainant, of the regulations that are used today."""
    forms = [(form, chapter.regulation) for chapter in chapters_in_use() for form in chapter.types]
    return [Opener(form, rules) for form, rules in forms if form.case and NAMED_BY in form.registers()]


def openers_for(roles: Collection[str]) -> list[Opener]:
    """Those that somebody who holds these roles may fill."""
    return [each for each in openers() if set(each.form.authors) & set(roles)]


def first_of(found: list[Opener], regulation: str) -> list[Opener]:
    """The same with a regulation's form first, as a customer's next complaint goes where his last one went;
    then those that are for customers of the register alone."""
    return sorted(found, key=lambda each: (each.regulation.code != regulation, each.takes_strangers))
