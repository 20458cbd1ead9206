"""What a kind of cell is: how it is read, typed and shown."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from portal.core.facts import Column


class Unreadable(ValueError):
    """A text that is no value of its kind; the message is for the person who typed it."""


@dataclass(frozen=True)
class Kind:
    """One kind of cell: `read` gives a value or raises Unreadable, `typed` gives the text back.

    `shown` is what people read, `empty` the value of a cell left empty, `align` where it stands in its box;
    `mode` is the phone's keyboard. `picker` is the pattern that the HTML input of this name can show: a date
    input would drop what it cannot read.
    """

    name: str
    read: Callable[[Column, str], Any]
    typed: Callable[[Any], str] = str
    shown: Callable[[Any], str] = str
    empty: Any = None
    align: Literal["", "middle", "right"] = ""
    mode: str = ""
    picker: str = ""


def plain(text: str) -> str:
    """Full-width digits and signs as ASCII, without spaces around; 4² stays what it is."""
    return "".join(narrow(c) for c in text).strip()


def narrow(character: str) -> str:
    """The ASCII twin of a full-width character."""
    wide = unicodedata.decomposition(character).startswith("<wide>")
    return unicodedata.normalize("NFKC", character) if wide else character
