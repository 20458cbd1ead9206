"""Hostile and rare values from the corpus beside this file, and ways to see what a page made of them."""

import json
import os
import re
import unicodedata
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element
from zlib import crc32

from tests.pages import Page, value_of

CORPUS = Path(__file__).with_name("corpus.json")
TEN_MEGABYTES = "field_10mb"
EVERY = "EVERY_VALUE" in os.environ
PICKERS = {"date": r"\d{4}-\d\d-\d\d", "month": r"\d{4}-\d\d", "time": r"\d\d:\d\d"}


@cache
def known() -> dict[str, dict[str, str]]:
    """The corpus by kind; a value that repeats is kept as (text, times)."""
    kinds = json.loads(CORPUS.read_text())
    named = {
        k: v if isinstance(v, dict) else {str(n): value for n, value in enumerate(v)}
        for k, v in kinds.items()
    }
    return {
        k: {n: v if isinstance(v, str) else v[0] * v[1] for n, v in said.items()} for k, said in named.items()
    }


def kind(name: str) -> list[str]:
    """The values of one kind: ids, file_names, places, hosts."""
    return list(known()[name].values())


def corpus() -> list[str]:
    """Every text, markup, number and day of the corpus, but for the 10 MB one."""
    texts = [text for name, text in known()["texts"].items() if name != TEN_MEGABYTES]
    return list(dict.fromkeys([*texts, *kind("markup"), *kind("numbers"), *kind("days")]))


def some(field: str, count: int) -> list[str]:
    """So many values of the corpus for a field, other ones for another; all with EVERY_VALUE=1."""
    values = corpus()
    start, step = crc32(field.encode()), 1 if EVERY else max(1, len(values) // count)
    return [values[(start + n * step) % len(values)] for n in range(len(values) if EVERY else count)]


def joined(texts: list[str], longest: int) -> list[str]:
    """All texts in as few as possible, one a line."""
    pages = [""]
    for text in texts:
        together = f"{pages[-1]}\n{text}".strip()
        pages = [*pages[:-1], together] if len(together) <= longest else [*pages, text.strip()]
    return pages


def posted(text: str) -> str:
    """A text as it is kept: browsers post line ends as CR LF, we keep LF."""
    return text.replace("\r\n", "\n")


def same(shown: str, typed: str) -> bool:
    """Whether a page shows what was typed; what HTML cannot carry may stand as �."""
    letters = list(zip(shown, posted(typed), strict=False))
    return len(shown) == len(posted(typed)) and all(
        a == b or (a == "\ufffd" and unseen(b)) for a, b in letters
    )


def unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cn", "Cs")


def by_id(page: Page) -> dict[str, Element]:
    return {e.get("id", ""): e for e in page.tree.iter() if e.get("id")}


def words(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def typed_in(elements: dict[str, Element], cell: str) -> str:
    """What stands in the input of a cell."""
    return kept_by_browsers(elements[cell])


def kept_by_browsers(element: Element) -> str:
    """What an input shows: a browser drops from a picker what is no such value."""
    text, picker = value_of(element), PICKERS.get(element.get("type", ""))
    return text if picker is None or re.fullmatch(picker, text, re.ASCII) else ""


def fault_at(elements: dict[str, Element], cell: str) -> str:
    """The sentence that stands at a cell, tied to it for screen readers; empty when there is none."""
    fault = words(elements.get(f"{cell}-fault")).strip()
    assert bool(fault) == (elements[cell].get("aria-invalid") == "true"), cell
    assert not fault or elements[cell].get("aria-describedby") == f"{cell}-fault", cell
    return fault
