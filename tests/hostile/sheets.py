"""A plan of many visits as somebody posts it, and the document's table as it is shown."""

import secrets
from xml.etree.ElementTree import Element

from portal.demonstration.customers import CUSTOMERS
from tests.hostile.values import words
from tests.pages import Browser, Page

CELLS = ("day", "customer", "route", "frequency", "goal", "solution")
COLUMNS = ("day", "customer", "grade", "route", "frequency", "goal", "solution")
NAMES = [name for name, _ in CUSTOMERS["EAST"]]
Line = dict[str, str]


def visit(position: int, **cells: str) -> Line:
    """A visit that nothing is wrong with: up to 336 of them share no customer on a day."""
    good = {"day": f"2026-12-{position % 28 + 1:02}", "customer": NAMES[position // 28], "route": "滨江"}
    return good | {"frequency": "2", "goal": "核对订货", "solution": "改小批补货"} | cells


def sheet(lines: list[Line], **head: str) -> list[tuple[str, str]]:
    """A plan as fields."""
    typed = [(f"lines-{n}-{cell}", text) for n, line in enumerate(lines) for cell, text in line.items()]
    return [*({"month": "2026-12", "remarks": ""} | head).items(), *typed]


class Desk:
    """An author who sends one new sheet after the other without reading the empty ones."""

    def __init__(self, author: Browser) -> None:
        self.author = author
        page = author.get("/forms/f01-1/new")
        self.own = [field for field in page.fields() if field[0] in ("csrf_token", "seen")]

    def send(self, fields: list[tuple[str, str]], act: str = "send", key: str = "") -> Page:
        address = f"/forms/f01-1/{key or secrets.token_hex(16)}"
        return self.author.post(address, [*self.own, *fields, ("act", act)])


def shown_lines(page: Page) -> list[Line]:
    """The visits as the document's page shows them."""
    (table,) = [t for t in page.all("table") if "lines" in t.get("class", "").split()]
    rows: list[Element] = table.find("tbody").findall("tr")
    return [
        {name: words(cell.find("span")) for name, cell in zip(COLUMNS, row.findall("td")[1:], strict=True)}
        for row in rows
    ]


def shown_head(page: Page) -> Line:
    """The cells above and below the table, by label."""
    pairs = [e for d in page.all("dl") if "pairs" in d.get("class", "") for e in d.findall("div")]
    return {words(pair.find("dt")): words(pair.find("dd/span")) for pair in pairs}
