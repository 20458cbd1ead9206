"""Which articles a question finds, the best first; pure.

All its words stand in an article, or its title is spoken so; or else one stands in the title, or they are
like title, keywords and symptom: whoever types a sentence finds what it is about.
"""

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from portal.core.folding import MARK, folded, folded_texts, words
from portal.core.pinyin import spoken
from portal.domain.operations.likeness import likeness_in, pairs_of

BETWEEN = re.compile(r"[\s,，、;；/|]+")
MOST_WORDS, SHORTEST_SPOKEN = 8, 2
WHOLE, LIKE = 0, 1
LIKE_ENOUGH = 0.25  # less than for what nobody asked for: it is said to be only like it


class Texts(NamedTuple):
    """What is looked in, folded: the title; keywords and symptom; cause, solution and number; how the title
    is spoken, by first letters and whole.
    """

    heading: str
    about: str
    body: str
    spoken: str


class Entry(NamedTuple):
    """An article that may be found; whether it has expired."""

    id: int
    texts: Texts
    expired: bool


class Question(NamedTuple):
    """What is asked: its words, and their pairs."""

    words: tuple[str, ...]
    pairs: frozenset[str]


class Hit(NamedTuple):
    """An article that was found; whether it has every word, or is only like what is asked."""

    id: int
    whole: bool


class Place(NamedTuple):
    """What an article is ordered by, the lowest first."""

    expired: bool
    whole: int
    in_title: int
    alike: float
    in_about: int
    length: int
    newest: int


def texts_of(title: str, keywords: str, symptom: str, body: Iterable[str]) -> Texts:
    """An article's texts."""
    heading = folded(title)
    said = spoken(heading)
    letters = "".join(syllable.initial for syllable in said), "".join(syllable.whole for syllable in said)
    about = folded_texts([*BETWEEN.split(keywords), symptom])
    return Texts(heading, about, folded_texts([*body]), MARK.join(letters))


def question(text: str) -> Question:
    """A text as a question."""
    asked = tuple(words(text)[:MOST_WORDS])
    return Question(asked, frozenset(chain.from_iterable(map(pairs_of, asked))))


def ranked(asked: Question, entries: Iterable[Entry]) -> list[Hit]:
    """What is found: expired ones last; of each those with every word before those that are only like it, and
    the more words stand in the title the earlier."""
    found = ((place, entry) for entry in entries if (place := place_of(asked, entry)))
    return [Hit(entry.id, place.whole == WHOLE) for place, entry in sorted(found)]


def place_of(asked: Question, entry: Entry) -> Place | None:
    """Where an article stands among others; None where it is not found."""
    title, about, _, said = entry.texts
    whole = all(has(word, entry.texts) for word in asked.words)
    in_title = sum(word in title or is_spoken(word, said) for word in asked.words)
    if not (whole or in_title or likeness_of(asked.pairs, title, about) > LIKE_ENOUGH):
        return None
    alike = likeness_in(asked.pairs, title)
    in_about = sum(word in about for word in asked.words)
    length = len(title) if asked.words else 0
    return Place(entry.expired, WHOLE if whole else LIKE, -in_title, -alike, -in_about, length, -entry.id)


def likeness_of(asked: frozenset[str], title: str, about: str) -> float:
    """How like an article is: its title alone, or with keywords and symptom."""
    return max(likeness_in(asked, title), likeness_in(asked, title + MARK + about))


def has(word: str, texts: Texts) -> bool:
    """Whether an article has a word, or is spoken so."""
    return any(word in text for text in texts[:3]) or is_spoken(word, texts.spoken)


def is_spoken(word: str, said: str) -> bool:
    """Whether a word is pinyin, whole or first letters, of a title."""
    return word.isascii() and len(word) >= SHORTEST_SPOKEN and word in said
