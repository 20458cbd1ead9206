"""A static page: a text, a table or the picture of a form's flow, under a code of its own."""

from dataclasses import dataclass
from typing import NamedTuple

from portal.core.document_type import DocumentType


class Prose(NamedTuple):
    """Paragraphs under a heading, which may be empty."""

    paragraphs: tuple[str, ...]
    heading: str = ""


class TextTable(NamedTuple):
    """A table of texts under its heading cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    heading: str = ""


class FlowPicture(NamedTuple):
    """The flow of a form, drawn from the flow itself: it cannot be out of date."""

    form: DocumentType


Part = Prose | TextTable | FlowPicture


@dataclass(frozen=True)
class StaticPage:
    """One page that nobody fills; everybody may read and print it."""

    code: str
    title: str
    clause: str
    content: tuple[Part, ...]
    paper: str = "A4"

    @property
    def slug(self) -> str:
        """The code as it stands in addresses."""
        return self.code.lower()
