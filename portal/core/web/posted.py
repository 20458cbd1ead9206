"""What a browser posted, within bounds."""

from flask import abort, request

MOST_FIELDS = 4000
OURS = {"csrf_token", "act", "seen", "file"}


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
