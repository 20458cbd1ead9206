"""What a browser posted, within bounds."""

from typing import IO

from flask import Flask, abort, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import BadRequest
from werkzeug.formparser import FormDataParser

MOST_FIELDS = 4000
OURS = {"csrf_token", "act", "seen", "file"}
Read = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]


class NamedParts(FormDataParser):
    """Refuses a post with a part that has no name: no browser sends one, and whoever reads names stumbles."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Read:
        """The stream, the fields and the files."""
        stream, fields, files = super().parse(stream, mimetype, content_length, options)
        if None in fields or None in files:
            for _, file in files.items(multi=True):
                file.close()
            raise BadRequest
        return stream, fields, files


def init_posts(app: Flask) -> None:
    """Read the posts of the app so; after whatever else says of which class its requests are."""
    named = {"form_data_parser_class": NamedParts}
    app.request_class = type("PortalRequest", (app.request_class,), named)


def posted_fields() -> list[tuple[str, str]]:
    """The posted fields in order, without our own; more than any sheet has is refused with 413."""
    fields = list(request.form.items(multi=True))
    if len(fields) > MOST_FIELDS:
        abort(413)
    return [(name, text) for name, text in fields if name not in OURS]


def asked(name: str) -> str:
    """A word of the address, without what no database can look for."""
    return "".join(c for c in request.args.get(name, "") if c.isprintable()).strip()


def posted_id(name: str) -> int:
    """A posted id; 0, which no row has, for anything else."""
    return id_of(request.form.get(name, ""))


def posted_ids(name: str) -> set[int]:
    """Every id posted under a name; what is none is 0."""
    return set(map(id_of, request.form.getlist(name)))


def id_of(text: str) -> int:
    """A text as an id that both databases can look for; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def source_of(text: str) -> tuple[str, int]:
    """By which word and id an address says what a sheet is begun from (customer-17); ("", 0) for anything
    else."""
    word, _, number = text.partition("-")
    known = id_of(number)
    return (word, known) if known else ("", 0)
