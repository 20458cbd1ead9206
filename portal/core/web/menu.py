"""The menu's entries that folders declare; the shell shows them in the order of the folders."""

from typing import NamedTuple


class MenuEntry(NamedTuple):
    """A page in the menu: its endpoint, what it is called, and the capability that its view asks for."""

    endpoint: str
    words: str
    capability: str = "work"
