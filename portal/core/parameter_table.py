"""A parameter with one number for each key of a closed list, or none."""

from dataclasses import dataclass
from typing import Any

from portal.core.parameter import NotItsValue, Parameter

Numbers = dict[str, int]


@dataclass(frozen=True)
class TableParameter(Parameter[Numbers]):
    """Numbers by key: a key that is left out has none. `least` and `most` name every key with its bounds."""

    @property
    def type(self) -> Any:
        """The Python type of its values."""
        return Numbers

    @property
    def keys(self) -> tuple[str, ...]:
        """The closed list of keys."""
        return tuple(self.most or ())

    def bounds(self, key: str) -> tuple[int, int]:
        """Between what the number of a key lies."""
        return (self.least or {})[key], (self.most or {})[key]

    def allows(self, value: Numbers) -> bool:
        """Whether every number is one of a key and lies within its bounds."""
        return set(value) <= set(self.keys) and all(
            self.bounds(key)[0] <= number <= self.bounds(key)[1] for key, number in value.items()
        )

    def decoded(self, text: str) -> Numbers:
        """A value as it was stored, in JSON; raises NotItsValue, also for a key that is gone."""
        value = super().decoded(text)
        if not set(value) <= set(self.keys):
            raise NotItsValue(f"{self.name}: {value}")
        return value

    def told(self, value: Numbers) -> str:
        """A value as people say it."""
        said = [f"{key} {value[key]} {self.unit}" for key in self.keys if key in value]
        return "、".join(said) or "没有规定"
