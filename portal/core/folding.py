"""Folding: a text as it is compared when somebody looks for it. Pure."""

import unicodedata

MARK = "\n"


def folded(text: str) -> str:
    """Letters and digits alone, half-width and in lower case: no wildcard of SQL is left."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LNM")


def folded_texts(texts: list[str]) -> str:
    """Texts to look in, a mark between them that no folded word can bridge."""
    return MARK.join(filter(None, map(folded, texts)))


def words(asked: str) -> list[str]:
    """The words of a question, folded, without those that have neither letter nor digit."""
    return list(dict.fromkeys(filter(None, map(folded, asked.split()))))
