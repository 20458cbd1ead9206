"""§0: what a document's page says."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.operations_manual.facts import REVISED, ManualPage


def manual_refusals(said: ManualPage, terms: Terms) -> Iterator[Refusal]:
    """§0: of a day that has come; a revision says what is different."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§0")
    if said.state == REVISED and not said.change.strip():
        yield Refusal(("change",), "修订要写明改了什么", "§0")


def file_id_of(said: ManualPage) -> str:
    """§0: a file's id, however it is written."""
    return " ".join(said.file_id.split()).upper()


def already_released(title: str) -> Refusal:
    """§0: a file id names one document."""
    return Refusal(("file_id",), f"这个编号已经是《{title}》，改写它选修订", "§0")


NOT_RELEASED = Refusal(("file_id",), "这个编号还没有发布过，选发布", "§0")


def on_its_way(number: str) -> Refusal:
    """§0: of one document one version is reviewed at a time."""
    return Refusal(("file_id",), f"这个编号的 {number} 还在审核", "§0")


def same_version(number: str) -> Refusal:
    """§0: each version has a name of its own."""
    return Refusal(("version",), f"这个版本已经发布过（{number}）", "§0")
