"""The tables with totals on a printing page, and rows of sums among their lines."""

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple
from xml.etree.ElementTree import Element

from portal.core.printing.sums import Column, column


class Ledger(NamedTuple):
    """A table with totals: the body of its lines, the lines, its foot, and the columns that are summed."""

    table: Element
    body: Element
    lines: list[Element]
    foot: list[Element]
    columns: dict[int, Column]


def ledgers(root: Element) -> Iterator[Ledger]:
    """The tables with totals, in order."""
    for table in root.iter("table"):
        bodies = table.findall("tbody")
        if table.get("class") == "lines" and len(bodies) == 2:
            lines, foot = (list(body) for body in bodies)
            if found := columns_of(lines, foot[0]):
                yield Ledger(table, bodies[0], lines, foot, found)


def columns_of(lines: list[Element], foot: Element) -> dict[int, Column]:
    """The columns whose foot is the sum of what stands above it."""
    read = {n: column([line[n].text or "" for line in lines], cell.text or "") for n, cell in enumerate(foot)}
    return {n: each for n, each in read.items() if each and foot[n].tag == "td"}


def put_sums(ledger: Ledger, ends: list[int]) -> None:
    """Put the sums of every page below its last line; the last has the foot as 累计, a single one none."""
    rows = list[Element]()
    for first, last in zip([0, *ends], ends, strict=False):
        rows += [*ledger.lines[first:last], sum_row(ledger, "本页\n小计", first, last)]
        if last != ends[-1]:
            rows.append(sum_row(ledger, "累计", 0, last))
            rows[-1].set("style", "break-after: page")
    ledger.body[:] = rows if len(ends) > 1 else ledger.lines


def sum_row(ledger: Ledger, label: str, first: int, last: int) -> Element:
    """One row of sums, with its columns where the foot has them; where the first is none of them, the label
    has its place too and needs no second line."""
    row = deepcopy(ledger.foot[0])
    row[0].text = label
    for n, cell in enumerate(row[1:], 1):
        cell.text = ledger.columns[n].told(first, last) if n in ledger.columns else ""
    if 1 not in ledger.columns:
        row[0].text = label.replace("\n", "")
        row[0].set("colspan", "2")
        row.remove(row[1])
    return row
