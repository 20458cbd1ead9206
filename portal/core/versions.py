"""Versions of facts: what was said under an earlier declaration, as today's declaration reads it. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Data = dict[str, Any]
Change = Callable[[Data], Data]


class MissingUpgrade(LookupError):
    """Facts of a version from which no way leads to today's."""


def unchanged(data: Data) -> Data:
    """Nothing but names is different."""
    return data


class Upgrade(NamedTuple):
    """From one version of a form's facts to the next.

    `renamed` says what cells and tables are called from then on ("lines.goods": "product", "remark": "note";
    an empty name drops them): facts and drafts alike follow it. `change` does the rest to the facts, which
    are plain JSON data by then. A cell that a step asks keeps its name: editions of flows name it.
    """

    change: Change = unchanged
    renamed: Mapping[str, str] = {}


Upgrades = Mapping[int, Upgrade]


def upgraded(data: Data, version: int, current: int, upgrades: Upgrades) -> Data:
    """Facts of a version as those of the current one; raises MissingUpgrade."""
    if version > current:
        raise MissingUpgrade(f"version {version} is newer than {current}")
    for number in range(version, current):
        if number not in upgrades:
            raise MissingUpgrade(f"no upgrade leads from version {number} to {number + 1}")
        data = upgrades[number].change(renamed(data, upgrades[number].renamed))
    return data


def renamed(data: Data, names: Mapping[str, str], table: str = "") -> Data:
    """Data under its new names; lines of a table have theirs behind the table's."""
    told: Data = {}
    for name, value in data.items():
        path = f"{table}.{name}" if table else name
        inner = [renamed(line, names, path) for line in value] if lines(value) else value
        told[names.get(path, name)] = inner
    told.pop("", None)
    return told


def lines(value: Any) -> bool:
    """Whether a value is a table's lines."""
    return isinstance(value, list) and all(isinstance(line, dict) for line in value)


def name_now(path: str, upgrades: Upgrades) -> str:
    """What a cell or table ("remark", "lines.goods") is called after all upgrades; "" when it is gone."""
    for number in sorted(upgrades):
        names = upgrades[number].renamed
        table, _, cell = path.rpartition(".")
        cell, table = names.get(path, cell), names.get(table, table)
        if not cell or (not table and "." in path):
            return ""
        path = f"{table}.{cell}" if table else cell
    return path


def words_as_refs(*paths: str) -> Change:
    """A change: cells that held a word refer to a register from then on; nobody has looked the word up, so
    its reference has id 0, which no register gives."""

    def change(data: Data) -> Data:
        for path in paths:
            table, _, cell = path.rpartition(".")
            for part in data[table] if table else [data]:
                part[cell] = {"id": 0, "code": "", "label": part[cell]}
        return data

    return change
