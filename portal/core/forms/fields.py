"""What was posted: (name, text) pairs kept as they are; lines come and go without being read."""

import json
import re
import secrets
from collections.abc import Callable, Iterable

from portal.core.facts import Facts, Line, columns, tables
from portal.core.kinds import typed

Fields = list[tuple[str, str]]
LINE = re.compile(r"([a-z_]{1,40})-(\d{1,4})-([a-z_]{1,40})", re.ASCII)
KEY = re.compile(r"[0-9a-f]{8}", re.ASCII)


def from_facts(facts: Facts) -> Fields:
    """Facts as somebody would have typed them."""
    fields = [(name, typed(getattr(facts, name))) for name in columns(type(facts))]
    for name in tables(type(facts)):
        for position, line in enumerate(getattr(facts, name)):
            fields += line_fields(name, position, line)
    return fields


def line_fields(table: str, position: int, line: Line) -> Fields:
    """One line as typed."""
    cells = [n for n, column in columns(line.__class__).items() if not column.cell.copied]
    typed_cells = [(f"{table}-{position}-{n}", typed(getattr(line, n))) for n in cells]
    return [(f"{table}-{position}-key", line.key), *typed_cells]


def line_start(table: str, lines: Iterable[dict[str, str]]) -> Fields:
    """Lines that a fresh sheet begins with, from what stands in their cells."""
    return with_lines([], table, [{"key": own_key("", set()), **line} for line in lines])


def lines_of(fields: Iterable[tuple[str, str]], table: str) -> list[dict[str, str]]:
    """The posted lines of a table in the order they came; a missing, odd or repeated key is replaced."""
    lines: dict[str, dict[str, str]] = {}
    for name, text in fields:
        match = LINE.fullmatch(name)
        if match and match[1] == table:
            lines.setdefault(match[2], {}).setdefault(match[3], text)
    taken: set[str] = set()
    return [line | {"key": own_key(line.get("key", ""), taken)} for line in lines.values()]


def own_key(key: str, taken: set[str]) -> str:
    """A line's key, or a new one where the posted one is none of ours or another line's; it is then taken."""
    mine = key if KEY.fullmatch(key) and key not in taken else secrets.token_hex(4)
    taken.add(mine)
    return mine


def with_lines(fields: Fields, table: str, lines: list[dict[str, str]]) -> Fields:
    """The same fields with a table's lines replaced."""
    others = [(n, t) for n, t in fields if not ((m := LINE.fullmatch(n)) and m[1] == table)]
    return others + [(f"{table}-{i}-{n}", t) for i, line in enumerate(lines) for n, t in line.items()]


def add_lines(fields: Fields, table: str, count: int, most: int) -> Fields:
    """Add empty lines at the end, up to the table's limit."""
    lines = lines_of(fields, table)
    room = max(0, min(count, most - len(lines)))
    return with_lines(fields, table, lines + [{"key": own_key("", set())} for _ in range(room)])


def remove_line(fields: Fields, table: str, key: str) -> Fields:
    """Remove the line with this key."""
    return with_lines(fields, table, [line for line in lines_of(fields, table) if line["key"] != key])


def renamed(fields: Fields, name_now: Callable[[str], str]) -> Fields:
    """Fields under the names that their cells have today; those of cells that are gone are dropped."""
    named = [(field_now(name, name_now), text) for name, text in fields]
    return [(name, text) for name, text in named if name]


def field_now(name: str, name_now: Callable[[str], str]) -> str:
    """A posted name as it would be posted today; "" when its cell is gone."""
    match = LINE.fullmatch(name)
    if match is None:
        return name_now(name)
    cell = match[3]
    path = name_now(match[1] if cell == "key" else f"{match[1]}.{cell}")
    table, _, now = path.rpartition(".")
    return f"{table or path}-{match[2]}-{now if table else cell}" if path else ""


def dump(fields: Fields) -> str:
    """Fields as JSON text of ASCII alone, so that any database keeps any character."""
    return json.dumps(fields)


def load(text: str) -> Fields:
    """Fields from JSON text."""
    return [(name, typed_text) for name, typed_text in json.loads(text)]
