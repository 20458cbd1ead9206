"""Binding PDFs, each opened from where it lies, into one with bookmarks, or into a ZIP under their names."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol
from zipfile import ZipFile, ZipInfo

import pikepdf
from pikepdf import Job, OutlineItem

UNSAFE = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\u200b-\u200f\u2028-\u202e\u2066-\u2069]+')
LONGEST = 80
COPIED = 1024 * 1024


class Entry(NamedTuple):
    """A paper to be bound: where its PDF lies, and what it is called."""

    place: Path
    name: str


class Binder(Protocol):
    """Takes papers, some at a time, and gives the file in the end, with how many pages it has."""

    def add(self, entries: Sequence[Entry]) -> None:
        """Bind some more."""

    def finish(self) -> tuple[Path, int]:
        """The file that is made."""


class PdfBinder:
    """One PDF: what comes together is bound first, so that few files are open at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sections: list[Path] = []
        self.marks: list[tuple[str, int]] = []
        self.pages = 0

    def add(self, entries: Sequence[Entry]) -> None:
        """Bind some papers into a section of their own."""
        target = self.folder / f"{len(self.sections)}.pdf"
        join([entry.place for entry in entries], target)
        for entry in entries:
            self.marks.append((entry.name, self.pages))
            self.pages += pages_in(entry.place)
        self.sections.append(target)

    def finish(self) -> tuple[Path, int]:
        """The sections in one, with a bookmark at each paper."""
        whole, target = self.folder / "whole.pdf", self.folder / "marked.pdf"
        join(self.sections, whole)
        mark(whole, self.marks, target)
        return target, self.pages


class ZipBinder:
    """A ZIP, in which each paper is a file."""

    def __init__(self, folder: Path, at: datetime) -> None:
        self.target = folder / "whole.zip"
        self.at = at.timetuple()[:6]
        self.taken: set[str] = set()

    def add(self, entries: Sequence[Entry]) -> None:
        """Put some papers in, as they are: a PDF is compressed already."""
        with ZipFile(self.target, "a") as whole:
            for entry in entries:
                with entry.place.open("rb") as paper, whole.open(self.told(entry), "w") as file:
                    while part := paper.read(COPIED):
                        file.write(part)

    def told(self, entry: Entry) -> ZipInfo:
        """The name of a file, and when it was asked for: the same papers make the same file."""
        info = ZipInfo(f"{free_name(safe_name(entry.name), self.taken)}.pdf", self.at)
        info.file_size = entry.place.stat().st_size
        return info

    def finish(self) -> tuple[Path, int]:
        """The file."""
        return self.target, 0


def join(places: Sequence[Path], target: Path) -> None:
    """Write PDFs one after the other into one: by qpdf's own job, which copies from file to file, while
    pages that are added one by one are all held in memory."""
    pages = [{"file": f"{place}"} for place in places]
    Job({"empty": "", "pages": pages, "deterministicId": "", "outputFile": f"{target}"}).run()


def mark(place: Path, marks: Iterable[tuple[str, int]], target: Path) -> None:
    """Write a PDF anew, with bookmarks."""
    with pikepdf.open(place) as whole:
        with whole.open_outline() as outline:
            outline.root.extend(OutlineItem(name, page) for name, page in marks)
        whole.save(target, deterministic_id=True)


def pages_in(place: Path) -> int:
    """How many pages a PDF has; 0 for one that is not there or cannot be opened."""
    try:
        with pikepdf.open(place) as paper:
            return len(paper.pages)
    except (OSError, pikepdf.PdfError):
        return 0


def safe_name(name: str) -> str:
    """A name that every system takes for a file."""
    return UNSAFE.sub("_", name)[:LONGEST].strip(" .") or "_"


def free_name(name: str, taken: set[str]) -> str:
    """The name, or the same with a number where it is taken already; from now on it is."""
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free.casefold())
    return free
