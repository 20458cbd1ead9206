"""Hostile and rare values from the shared corpus, and ways to see what a page made of them."""

import importlib.util
import unicodedata
from xml.etree.ElementTree import Element

import pytest

from portal.config import ROOT
from tests.pages import Page, value_of

CORPUS = ROOT.parent / "shared" / "checks" / "corpus.py"
TEN_MEGABYTES = "field_10mb"


def corpus() -> list[str]:
    """Every text, markup, number and date of the corpus, but for the 10 MB one."""
    if not CORPUS.exists():
        pytest.skip(f"the corpus of hostile values is not beside this repository: {CORPUS}")
    spec = importlib.util.spec_from_file_location("corpus", CORPUS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    texts = [text for name, text in module.T.items() if name != TEN_MEGABYTES]
    return list(dict.fromkeys([*texts, *module.H, *module.N, *module.D]))


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
    return value_of(elements[cell])


def fault_at(elements: dict[str, Element], cell: str) -> str:
    """The sentence that stands at a cell, tied to it for screen readers; empty when there is none."""
    fault = words(elements.get(f"{cell}-fault")).strip()
    assert bool(fault) == (elements[cell].get("aria-invalid") == "true"), cell
    assert not fault or elements[cell].get("aria-describedby") == f"{cell}-fault", cell
    return fault
