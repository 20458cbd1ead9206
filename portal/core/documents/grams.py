"""The index that search looks into first: which documents have two characters side by side.

A database's own index knows words, and Chinese has no spaces; trigrams find nothing for the many words of two
characters. So each text is cut into pairs here, the same for both databases: a full-text table on SQLite, a
column with a GIN index on PostgreSQL. It says where a word may stand; whether it does, the text itself says.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, cast, column, literal_column, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from portal.core.folding import MARK
from portal.extensions import db

PLACE = table("document_search", column("rowid"), column("document_id"), column("grams"))
# On SQLite the name of the table stands for all its columns.
IN_TABLE: ColumnElement[str] = literal_column("document_search")
SQL = {
    ("sqlite", "add"): "INSERT INTO document_search (rowid, grams) VALUES (:id, :grams)",
    ("sqlite", "take"): "INSERT INTO document_search (document_search, rowid, grams) "
    "VALUES ('delete', :id, :grams)",
    ("sqlite", "clear"): "INSERT INTO document_search (document_search) VALUES ('delete-all')",
    ("postgresql", "add"): "INSERT INTO document_search (document_id, grams) "
    "VALUES (:id, array_to_tsvector(string_to_array(:grams, ' ')))",
    ("postgresql", "take"): "DELETE FROM document_search"
    " WHERE document_id = :id AND CAST(:grams AS text) IS NOT NULL",
    ("postgresql", "clear"): "DELETE FROM document_search",
}


def grams(folded: str) -> str:
    """The pairs of a folded text, each once, and the last character of each part; of numbers and Latin
    words every four characters too. Between spaces."""
    return " ".join(sorted(set(cut(folded))))


def cut(folded: str) -> Iterator[str]:
    """Every character with the one after it, the last one alone; and fours."""
    for part in folded.split(MARK):
        yield from (part[at : at + 2] for at in range(len(part)))
        yield from fours(part)


def fours(text: str) -> Iterator[str]:
    """Every four digits or Latin letters side by side: of pairs of digits there are only a hundred."""
    windows = (text[at : at + 4] for at in range(len(text) - 3))
    return (window for window in windows if window.isascii())


def put(document_id: int, before: str, folded: str) -> None:
    """Keep the index in step with a document's text: what it was before ("": none) and what it is now."""
    for act, said in (("take", before), ("add", folded)):
        if said:
            run(act, id=document_id, grams=grams(said))


def clear() -> None:
    """Empty the index, to be made anew."""
    run("clear")


def run(act: str, **values: Any) -> None:
    db.session.execute(text(SQL[db.engine.dialect.name, act]), values)


def on_sqlite() -> bool:
    """Whether the index is SQLite's, whose rows come in the order of their ids."""
    return db.engine.dialect.name == "sqlite"


def matches() -> ColumnElement[bool]:
    """SQL, over PLACE: whether the words of a question, asked as `grams`, may stand in a document."""
    grams = bindparam("grams", type_=String)
    if on_sqlite():
        return IN_TABLE.op("MATCH", is_comparison=True)(grams)
    return PLACE.c.grams.op("@@", is_comparison=True)(cast(grams, TSQUERY))


def question(words: Iterable[str]) -> str:
    """Words as the index is asked for them."""
    if on_sqlite():
        return " AND ".join(asked(words, '"{}"', '"{}"*'))
    return " & ".join(asked(words, "'{}'", "'{}':*"))


def asked(words: Iterable[str], whole: str, beginning: str) -> list[str]:
    """What must all be there; a single character begins a pair. Folded words have no quotes."""
    found = {gram for word in words for gram in of_word(word)}
    return [(beginning if len(gram) == 1 else whole).format(gram) for gram in sorted(found)]


def of_word(word: str) -> Iterator[str]:
    """The first of the fours of a word and the last three, and its pairs that are in none. A number says
    first of which kind it is and last which one; between them is the year, which nearly every text has, and
    to walk along that with the others takes longer than it spares."""
    many = list(fours(word))
    pairs = (word[at : at + 2] for at in range(max(1, len(word) - 1)))
    yield from dict.fromkeys((*many[:1], *many[-3:]))
    yield from (pair for pair in pairs if not (many and pair.isascii()))
