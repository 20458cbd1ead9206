"""Archive PDFs and copies against their orders, the versions that they show and the audit."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import select

from portal.core.documents.models import Snapshot
from portal.core.files.store import place_of
from portal.core.paper import Paper
from portal.core.printing.data_file import NotOurs, plain, read_record, record_of
from portal.core.printing.models import PrintedCopy, PrintOrder
from portal.core.proof.fault import Fault
from portal.core.proof.told import Told
from portal.core.sheet import SheetView
from portal.core.web.context import settings
from portal.extensions import db

KIND = "存档 PDF"


def faults_of_papers(ids: list[int], told: dict[int, Told]) -> Iterator[Fault]:
    """What is wrong with the papers of some documents."""
    query = select(PrintOrder).where(PrintOrder.document_id.in_(ids)).order_by(PrintOrder.document_id)
    orders = {order.document_id: order for order in db.session.scalars(query)}
    for order in orders.values():
        yield from (Fault(KIND, f"单据 {order.document_id}", what) for what in wrong(order))
    made = {number: {order.digest} if order.digest else set() for number, order in orders.items()}
    for copy in db.session.scalars(select(PrintedCopy).where(PrintedCopy.document_id.in_(ids))):
        made.setdefault(copy.document_id, set()).add(copy.digest)
    for number, said in told.items():
        held = made.get(number, set())
        if held - said.files:
            yield Fault(KIND, f"单据 {number}", "登记的文件和审计记录里的不是同一份")
        if said.files - held:
            yield Fault(KIND, f"单据 {number}", "审计记录里的文件不再登记")


def wrong(order: PrintOrder) -> Iterator[str]:
    """What is wrong with an order and its file; that a file is missing or was replaced is told of files."""
    paper = msgspec.json.decode(order.paper, type=Paper)
    if not is_of_version(order.document_id, paper):
        yield "要打印的内容和快照不一样"
    place = place_of(settings().files, order.digest) if order.digest else None
    if place and place.is_file():
        try:
            held = plain(read_record(place.read_bytes()))
        except NotOurs:
            yield "文件里没有单据数据"
        else:
            if held != plain(record_of(paper)):
                yield "文件里的单据数据和快照不一样"


def is_of_version(document_id: int, paper: Paper) -> bool:
    """Whether a paper shows what its version says; the number may have come later, and older orders hold
    neither facts nor the version's position. A sheet that came back and was sent again as it was is another
    version of the same digest."""
    same = select(Snapshot).filter_by(document_id=document_id, digest=paper.digest)
    if paper.version:
        same = same.filter_by(position=paper.version)
    row = db.session.scalar(same)
    if row is None or paper.facts not in ("", row.facts):
        return False
    view = msgspec.json.decode(row.view, type=SheetView)
    return msgspec.structs.replace(view, number=view.number or paper.view.number) == paper.view
