"""Documents whose content was destroyed by a list, and what is left to be read of them."""

from portal.core.documents.models import Document
from portal.core.sheet import CellView, Head, SheetView


class Destroyed(Exception):
    """Somebody asked for the content of a document that has none any more."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.id)
        self.document = document


def what_is_left(document: Document) -> SheetView:
    """The sheet of a destroyed document: by which list, and nothing else."""
    cell = CellView("destroyed", "内容", document.summary, 20)
    head = Head("", document.author.name, "", "")
    return SheetView(head, document.title, document.type, document.number, "", "A4", ((cell,),), ())
