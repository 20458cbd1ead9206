"""Words: one line, several lines, something registered, something copied, one of declared choices."""

from typing import get_args

from portal.core.characters import installed_coverage, refusal
from portal.core.facts import Column
from portal.core.kinds.kind import Kind, Unreadable


def read_text(column: Column, text: str) -> str:
    """Words, exactly as typed."""
    longest = column.meta.max_length or 300
    if len(text) > longest:
        raise Unreadable(f"最多 {longest} 字，现在 {len(text)} 字")
    if not long(column) and "\n" in text:
        raise Unreadable("只能写一行")
    require_printable(text)
    return text


def read_reference(column: Column, text: str) -> str:
    """What was typed of a register's entry."""
    if len(text) > 120:
        raise Unreadable(f"没有找到这个{column.cell.label}")
    require_printable(text)
    return text.strip()


def read_choice(column: Column, text: str) -> str:
    """One of the declared words."""
    if text not in choices(column):
        raise Unreadable("请从选项中选择")
    return text


def require_printable(text: str) -> None:
    """Refuse what no paper can show."""
    fault = refusal(text, installed_coverage())
    if fault:
        raise Unreadable(fault)


def long(column: Column) -> bool:
    """Whether a text cell may have several lines."""
    return column.type is str and (column.meta.max_length or 0) > 40


def choices(column: Column) -> tuple[str, ...]:
    """The words a cell offers."""
    return ("是", "否") if column.type is bool else tuple(word for word in get_args(column.type) if word)


SHORT = Kind("short", read_text, empty="")
LONG = Kind("long", read_text, empty="")
COPIED = Kind("copied", read_text, empty="")
CHOICE = Kind("choice", read_choice, empty="")
ANSWER = Kind(
    "choice",
    lambda column, text: read_choice(column, text) == "是",
    typed=lambda yes: "是" if yes else "否",
    shown=lambda yes: "是" if yes else "否",
    align="middle",
)
REFERENCE = Kind(
    "reference",
    read_reference,
    typed=lambda ref: f"{ref.label} {ref.code}".strip(),
    shown=lambda ref: str(ref.label),
)
