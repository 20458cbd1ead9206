"""The menu's entries that folders declare; the shell shows them in the order of the folders."""

from typing import NamedTuple


class MenuEntry(NamedTuple):
    """A page in the menu: its endpoint and what it is called."""

    endpoint: str
    words: str
