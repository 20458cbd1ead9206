"""Judging what is sent or changed, with a note of everything that was asked for in doing so."""

from datetime import date

from portal.core.approval.hooks import Refused
from portal.core.document_type import DocumentType
from portal.core.facts import Facts
from portal.core.instants import Moment
from portal.core.judging import refusals
from portal.core.parameter import SOURCES, Noted, since_told
from portal.core.sheet import Asked, Judged
from portal.core.web.context import catalogue


class Judging:
    """One judging. Whatever asks for a parameter at its `moment` is noted: due day, rules, operations."""

    def __init__(self, form: DocumentType, facts: Facts, moment: Moment) -> None:
        values = moment.terms.values
        self.form, self.facts = form, facts
        self.values = Noted(values.changes, values.confirmed)
        self.moment = moment._replace(terms=moment.terms._replace(values=self.values))
        self.regulation = catalogue().chapter_of(form.code).regulation

    def require(self) -> None:
        """Raise Refused when edition or rules speak against it, by what stands now."""
        found = list(refusals(self.regulation, self.form, self.facts, self.moment.terms))
        if found:
            raise Refused(*found)

    def judged(self) -> Judged:
        """By what it was judged, so far."""
        day = self.form.judged_on(self.facts, self.moment.day)
        asked = {self.asked(name, on) for name, on in self.values.asked}
        edition = f"《{self.regulation.title}》{self.regulation.edition_on(day).label}"
        return Judged(day, edition, tuple(sorted(asked, key=lambda each: (each.label, each.since))))

    def asked(self, name: str, day: date) -> Asked:
        """A parameter that was asked for, as people read it."""
        parameter = self.values.asked[name, day]
        since, value = self.values.standing(parameter, day)
        source = SOURCES[self.values.source(parameter, day)]
        return Asked(parameter.label, parameter.told(value), since_told(since), source)
