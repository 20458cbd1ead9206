"""A mapping that is read when it is first looked into."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Lazily(Mapping[K, V]):
    """What a function answers, asked once, when somebody wants to know."""

    def __init__(self, read: Callable[[], Mapping[K, V]]) -> None:
        self.read = read

    @cached_property
    def found(self) -> Mapping[K, V]:
        """The answer."""
        return self.read()

    def __getitem__(self, key: K) -> V:
        return self.found[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)
