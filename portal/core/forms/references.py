"""References: what somebody typed, looked up in a register; never a guess."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, Protocol, runtime_checkable

from portal.core.facts import Facts, Ref, columns, tables


class Found(NamedTuple):
    """A register's entry, with what other cells copy from it."""

    ref: Ref
    copied: Mapping[str, str]


class Register(Protocol):
    """Where references of one kind point into; asked once for all lines of a form."""

    def resolve(self, texts: set[str], unit_id: int) -> dict[str, list[Found]]:
        """The entries each text may mean, as seen from a unit."""

    def suggestions(self, unit_id: int) -> list[str]:
        """Texts to offer, at most a screenful or two."""


class Never(NamedTuple):
    """Why a text may never be entered, and which clause says so."""

    why: str
    clause: str


@runtime_checkable
class Watchful(Protocol):
    """A register that knows what may never be entered, beside what is not registered."""

    def forbidden(self, texts: set[str]) -> dict[str, Never]:
        """Those of some texts, which mean no entry, that are forbidden."""


class Asker(NamedTuple):
    """Who asks a register today, and the day that the sheet is about."""

    person_id: int
    today: date
    about: date


class WithWords:
    """A register that also knows the words on a paper from before there was a register."""

    def __init__(self, register: Register, words: Mapping[str, Ref]) -> None:
        self.register, self.words = register, words

    def resolve(self, texts: set[str], unit_id: int) -> dict[str, list[Found]]:
        """What was written on this paper stays what it was; everything else is looked up."""
        stay = {text: [Found(self.words[text], {})] for text in texts & self.words.keys()}
        return self.register.resolve(texts - stay.keys(), unit_id) | stay

    def suggestions(self, unit_id: int) -> list[str]:
        """What the register offers."""
        return self.register.suggestions(unit_id)

    def forbidden(self, texts: set[str]) -> dict[str, Never]:
        """What the register forbids."""
        return forbidden(self.register, texts)


def forbidden(register: Register, texts: set[str]) -> dict[str, Never]:
    """Those of some texts that a register forbids."""
    return register.forbidden(texts) if texts and isinstance(register, Watchful) else {}


def words_in(facts: Facts | None, kind: str) -> dict[str, Ref]:
    """The words that facts hold where a reference to a register stands today."""
    if facts is None:
        return {}
    lines: list[Facts] = [line for name in tables(type(facts)) for line in getattr(facts, name)]
    refs = [getattr(p, n) for p in (facts, *lines) for n, c in columns(type(p)).items() if c.cell.of == kind]
    return {ref.label.strip(): ref for ref in refs if ref is not None and ref.id == 0}


Registers = Mapping[str, Register]
SeenBy = Callable[[Asker], Register]


def fault(label: str, text: str, found: list[Found]) -> str:
    """What to say when a text means no entry or several; empty when it means one."""
    if not found:
        return f"没有找到{label}「{text}」，请从提示中选择"
    if len(found) > 1:
        choices = "、".join(f"{f.ref.label} {f.ref.code}" for f in found[:5])
        return f"「{text}」对应多个{label}：{choices}，请写明编码"
    return ""
