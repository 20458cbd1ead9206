"""A case: what a form declares when its sheet opens a matter that goes through stages until it is closed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from portal.core.time_limit import TimeLimit

CLOSED = "closed"
CLOSED_LABEL = "已结案"
NOTED, MOVED = "noted", "moved"
OPENED, FILED, REOPENED = "opened", "filed", "reopened"


@dataclass(frozen=True)
class Stage:
    """One stage: who (roles) moves the case on from it under which clause, and whether only with words.

    `to` names the stages that may follow (CLOSED ends the case); without it the next one does, and the end
    after the last. `within_time` says how long the case may stay at it.
    """

    name: str
    label: str
    clause: str
    by: tuple[str, ...]
    words: bool = False
    to: tuple[str, ...] = ()
    within_time: TimeLimit | None = None


@dataclass(frozen=True)
class Note:
    """A kind of entry that people write: 说明, 进展, 更正; `by` these roles, or by whoever sees the case."""

    name: str
    label: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reopening:
    """Who may open a closed case again, under which clause, at which stage; it always takes a reason."""

    clause: str
    by: tuple[str, ...]
    to: str


@dataclass(frozen=True)
class Case:
    """How a form's cases run: stages in order, kinds of notes, and the keepers, who see every case."""

    stages: tuple[Stage, ...]
    notes: tuple[Note, ...]
    keepers: tuple[str, ...] = ()
    reopening: Reopening | None = None

    @property
    def first(self) -> str:
        """The stage in which a case begins."""
        return self.stages[0].name

    def stage(self, name: str) -> Stage | None:
        """The stage of this name; None for the end and for what is none."""
        return next((stage for stage in self.stages if stage.name == name), None)

    def note(self, name: str) -> Note | None:
        """The kind of note of this name, if it is one."""
        return next((note for note in self.notes if note.name == name), None)

    def label(self, name: str) -> str:
        """A stage as people read it; one that the form does not have any more keeps its name."""
        stage = self.stage(name)
        return stage.label if stage else CLOSED_LABEL if name == CLOSED else name

    def follows(self, name: str) -> tuple[str, ...]:
        """The stages that may follow one."""
        names = (*(stage.name for stage in self.stages), CLOSED)
        stage = self.stage(name)
        return () if stage is None else stage.to or (names[names.index(name) + 1],)

    def clauses(self) -> Iterator[str]:
        """Every clause that it cites."""
        yield from (stage.clause for stage in self.stages)
        if self.reopening:
            yield self.reopening.clause

    def roles(self) -> set[str]:
        """Every role that it names."""
        acting = [*(stage.by for stage in self.stages), *(note.by for note in self.notes), self.keepers]
        return {role for roles in acting for role in roles} | set(self.reopening.by if self.reopening else ())

    def by(self, stage: str, kind: str, name: str) -> tuple[str, ...]:
        """The roles that an act at a stage asks for; none when it asks for no particular one."""
        if kind == REOPENED:
            return self.reopening.by if self.reopening else ()
        part = self.note(name) if kind == NOTED else self.stage(stage)
        return part.by if part else ()

    def choices(self, name: str, roles: Collection[str]) -> "Choices":
        """What somebody who sees a case at this stage and holds these roles may do."""
        if name == CLOSED:
            again = self.reopening
            return Choices(reopening=again.to if again and set(again.by) & set(roles) else "")
        notes = tuple(note for note in self.notes if not note.by or set(note.by) & set(roles))
        stage = self.stage(name)
        return Choices(notes, self.follows(name) if stage and set(stage.by) & set(roles) else ())


class Choices(NamedTuple):
    """What somebody may do with a case as it stands: kinds of notes, stages to move to, where to reopen."""

    notes: tuple[Note, ...] = ()
    moves: tuple[str, ...] = ()
    reopening: str = ""
