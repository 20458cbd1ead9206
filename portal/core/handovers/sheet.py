"""The hand-over sheet: who hands over to whom, and every single thing that was moved, as it was then."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from portal.core.handovers.custody import Moved
from portal.core.handovers.models import SCOPES, SIDES, Handover
from portal.core.paper import Signature
from portal.core.sheet import CellView, Head, RowView, SheetView, TableView

HEADS = (
    CellView("title", "名称", "", 5),
    CellView("number", "编号", "", 3),
    CellView("what", "事项", "", 4),
    CellView("to", "交给", "", 4),
)
TITLE = "工作交接单"
NOTHING = "没有要移交的待办、义务、客户和委托"


class Party(NamedTuple):
    """Somebody on the sheet, with his posts as they were."""

    name: str
    number: str
    posts: tuple[str, ...]


class Occasion(NamedTuple):
    """What the sheet says above its lists."""

    company: str
    giver: Party
    taker: Party
    witness: Party
    scope: str
    day: date
    reason: str
    made: str


def sheet_of(occasion: Occasion, shares: Iterable[tuple[str, list[Moved]]]) -> SheetView:
    """The sheet; shares in which nothing was moved are left out."""
    number = f"JJ-{occasion.day:%Y%m%d}-{occasion.giver.number}"
    lists = tuple(row for title, moved in shares if moved for row in share_rows(title, moved))
    rows = (*top(occasion), *(lists or ((CellView("nothing", "清单", NOTHING, 12),),)))
    head = Head(occasion.company, occasion.giver.name, "", occasion.made)
    return SheetView(head, TITLE, "工作交接单", number, "", "A4", rows, tuple(SIDES.values()))


def top(occasion: Occasion) -> Iterator[tuple[CellView, ...]]:
    """The cells above the lists."""
    for name, party in (("giver", occasion.giver), ("taker", occasion.taker), ("witness", occasion.witness)):
        called = CellView(name, SIDES[name], f"{party.name}（{party.number}）", 4)
        yield called, CellView(f"{name}_posts", "岗位", "、".join(party.posts) or "无", 8)
    scope = CellView("scope", "交接原因", f"{SCOPES[occasion.scope]}：{occasion.reason}", 8)
    yield CellView("day", "从哪天起", f"{occasion.day}", 4), scope


def share_rows(title: str, moved: list[Moved]) -> Iterator[tuple[CellView, ...] | TableView]:
    """One list with its heading."""
    yield (CellView("share", title, f"{len(moved)} 项", 12),)
    rows = (RowView(f"{each.item.id}", line(each)) for each in moved)
    yield TableView(f"share-{title}", title, HEADS, tuple(rows))


def line(moved: Moved) -> tuple[CellView, ...]:
    """One thing that was moved."""
    texts = (moved.item.title, moved.item.number, moved.item.what, moved.to)
    return tuple(
        CellView(head.name, head.label, text, head.width) for head, text in zip(HEADS, texts, strict=True)
    )


def signatures(handover: Handover) -> tuple[Signature, ...]:
    """The three cells: whoever has not confirmed signs in ink."""
    done = {each.side: each for each in handover.confirmations}
    people = {"giver": handover.person, "taker": handover.successor}
    cells = [
        Signature(SIDES[side], person.name, done[side].at, done[side].code)
        if side in done
        else Signature(SIDES[side], waiting=f"待 {person.name} 确认")
        for side, person in people.items()
    ]
    return (*cells, Signature(SIDES["witness"], handover.by.name, handover.at, handover.code))
