"""The opening process: calamine with limits on time and memory; what kills it kills nothing else."""

import resource
import sys
from io import BytesIO
from multiprocessing.connection import Connection
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from portal.core.jobs.limits import take_at_most

MEMORY, SECONDS = 512 * 1024**2, 10
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 20, 1000, 100
LONGEST = 2000
Rows = list[list[Any]]


def main() -> None:
    """Answer with the sheets of the one workbook that comes through the pipe; None when it cannot be read."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        take_at_most(kind, most)
    pipe = Connection(int(sys.argv[1]))
    pipe.send(sheets_of(pipe.recv_bytes()))


def sheets_of(content: bytes) -> dict[str, Rows] | None:
    """The values of each sheet by its name, from its first cell on."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return {name: rows_of(book, name) for name in book.sheet_names[:MOST_SHEETS]}
    except (CalamineError, ValueError, OSError):
        return None


def rows_of(book: CalamineWorkbook, name: str) -> Rows:
    """A sheet's values, as many as a form can have."""
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MOST_ROWS)
    return [[bounded(value) for value in row[:MOST_COLUMNS]] for row in rows]


def bounded(value: Any) -> Any:
    """A value that is no endless text."""
    return value[:LONGEST] if isinstance(value, str) else value


if __name__ == "__main__":
    main()
