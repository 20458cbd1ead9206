"""本页小计 and 累计: each page of a table with totals says its own sum and the sum so far.

Where pages end is known only after layout, so such a paper is laid out again with the sums in place."""

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from portal.core.printing.ledgers import Ledger, ledgers, put_sums
from portal.core.printing.paging import Room, breaks

MOST_ROUNDS = 3
Pages = list[Any]


def with_page_sums(root: Element, lay_out: Callable[[], Any]) -> Any:
    """A document laid out, with sums where a table with totals breaks."""
    laid = lay_out()
    if len(laid.pages) == 1:
        return laid
    for ledger in ledgers(root):
        laid = summed(ledger, laid, lay_out)
    return laid


def summed(ledger: Ledger, laid: Any, lay_out: Callable[[], Any]) -> Any:
    """The document with the sums of one table; as it was where it does not break, or no place is found."""
    if len(pages_of(ledger, laid)) == 1:
        return laid
    plain, room, high = laid, room_of(ledger, laid), heights(laid)
    if room.first < high[ledger.lines[0]] + room.sums:
        ledger.table.set("style", "break-before: page")
        room = room._replace(first=room.later)
    for _ in range(MOST_ROUNDS):
        ends = breaks([high[line] for line in ledger.lines], room)
        put_sums(ledger, ends)
        laid = lay_out()
        if pages_of(ledger, laid) == pages_meant(ledger, ends):
            return laid
        room = room._replace(sums=room.sums + high[ledger.foot[0]], tail=room.tail + high[ledger.foot[0]])
    ledger.body[:] = ledger.lines
    ledger.table.attrib.pop("style", None)
    return plain


def pages_of(ledger: Ledger, laid: Any) -> Pages:
    """The rows of a table on each page that has any, its foot with them."""
    mine = {*ledger.body, *ledger.foot}
    found = ([row.element for row in rows_on(page) if row.element in mine] for page in laid.pages)
    return [rows for rows in found if rows]


def pages_meant(ledger: Ledger, ends: list[int]) -> Pages:
    """The same as it is wanted: every page ends with its two sums, the last one with one and the foot."""
    if len(ends) == 1:
        return [[*ledger.lines, *ledger.foot]]
    rows, spans = iter(ledger.body), zip([0, *ends], ends, strict=False)
    pages = [[next(rows) for _ in range(last - first + 2)] for first, last in spans if last != ends[-1]]
    return [*pages, [*rows, *ledger.foot]]


def room_of(ledger: Ledger, laid: Any) -> Room:
    """What a table's pages have room for; a row of sums is as high as the foot's first."""
    mine, tops, high = set(ledger.lines), list[float](), heights(laid)
    for page in laid.pages:
        lines = [row for row in rows_on(page) if row.element in mine]
        tops += [bottom_of(page) - row.position_y for row in lines[:1]]
    sums, foot = high[ledger.foot[0]], sum(high[row] for row in ledger.foot)
    return Room(tops[0], tops[-1], 2 * sums, sums + foot)


def heights(laid: Any) -> dict[Element, float]:
    """How high each row is."""
    return {row.element: row.height for page in laid.pages for row in rows_on(page)}


def rows_on(page: Any) -> Iterator[Any]:
    """The rows of all tables on a page, from top to bottom."""
    boxes = page._page_box.descendants()
    return (box for box in boxes if box.element_tag == "tr")


def bottom_of(page: Any) -> float:
    """Where the room for text ends on a page."""
    box = page._page_box
    return float(box.content_box_y() + box.height)
