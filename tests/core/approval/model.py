"""The reference model of approval: who may do what, and on whose desk a paper lies, derived anew each time.

Nothing of the engine is used: voices, panels and steps as plain objects; what is open follows from what was
said."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby


@dataclass(eq=False)
class Voice:
    """One person's turn in a panel; said: nothing, yes, no, or gone (somebody else has it)."""

    person: int
    said: str = ""
    seen: bool = False
    acted: bool = False
    opened_by: "Voice | None" = None
    woken_by: "Voice | None" = None
    ended: bool = False
    hung: list["Panel"] = field(default_factory=list)


@dataclass(eq=False)
class Panel:
    """People who decide together; side: main, before, beside, after, ask."""

    side: str
    mode: str
    voices: list[Voice]
    share: int = 50
    adder: Voice | None = None

    def here(self) -> list[Voice]:
        return [voice for voice in self.voices if voice.said != "gone"]

    def yes(self) -> int:
        return sum(
            v.said == "yes" and all(p.agreed() for p in v.hung if p.side == "after") for v in self.here()
        )

    def needed(self) -> int:
        sizes = {"any": min(1, len(self.here())), "share": -(-self.share * len(self.here()) // 100)}
        return sizes.get(self.mode, len(self.here()))

    def agreed(self) -> bool:
        return self.yes() >= self.needed()

    def refused(self) -> bool:
        return len(self.here()) - sum(v.said == "no" for v in self.here()) < self.needed()

    def desks(self) -> Iterator[tuple[Voice, "Panel"]]:
        """Who has it on his desk."""
        if self.agreed():
            return
        for voice in self.here():
            before = [p for p in voice.hung if p.side in ("before", "ask") and not p.agreed()]
            after = [p for p in voice.hung if p.side == "after"]
            for panel in before if not voice.said else after if voice.said == "yes" else []:
                yield from panel.desks()
            if not voice.said and not before:
                yield voice, self
            if self.mode == "in_order" and not (voice.said == "yes" and all(p.agreed() for p in after)):
                return

    def inside(self) -> Iterator[tuple[Voice, "Panel"]]:
        for voice in self.voices:
            yield voice, self
            for panel in voice.hung:
                yield from panel.inside()


@dataclass
class Step:
    """A step: how its people decide, its branch, and its panels since it was opened last."""

    people: list[int]
    mode: str = "any"
    branch: str = ""
    panels: list[Panel] = field(default_factory=list)

    def reset(self) -> None:
        self.panels = [Panel("main", self.mode, [Voice(person) for person in self.people])]

    def over(self) -> bool:
        return all(panel.agreed() for panel in self.panels)


class Model:
    """A paper on its way."""

    def __init__(self, steps: list[Step], author: int) -> None:
        self.steps, self.author, self.status, self.straight = steps, author, "in_review", False
        self.consent: Step | None = None
        for step in steps:
            step.reset()

    def ready(self) -> list[Step]:
        """The steps whose turn it is: the first of the way, or the first of each branch beside the others."""
        if self.consent or self.status != "in_review":
            return [self.consent] if self.consent else []
        for branched, part in groupby(self.steps, key=lambda step: bool(step.branch)):
            left = [step for step in part if not step.over()]
            if left:
                return list({step.branch: step for step in reversed(left)}.values()) if branched else left[:1]
        return []

    def desks(self) -> list[tuple[Voice, Panel, Step]]:
        return [(v, p, step) for step in self.ready() for panel in step.panels for v, p in panel.desks()]

    def owners(self) -> list[int]:
        revise = [self.author] if self.status in ("returned", "withdrawn") else []
        return sorted([voice.person for voice, _, _ in self.desks()] + revise)

    def settle(self, by: Voice | None, before: set[Voice], back: bool = False) -> None:
        """After an act: note whose turn has newly come, or come back, and through whom; end what ends."""
        for voice, _, _ in self.desks():
            if voice not in before:
                voice.seen = False
                if back:
                    voice.acted = False
                elif any(panel.side in ("before", "ask") for panel in voice.hung):
                    voice.woken_by = by
                else:
                    voice.opened_by = by
        if self.consent and self.consent.over():
            self.status, self.consent = "void", None
        elif self.status == "in_review" and all(step.over() for step in self.steps):
            self.status = "approved"
