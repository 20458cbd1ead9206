"""Keeping, dropping and ordering one's phrases: each act holds the person first."""

from itertools import pairwise

from portal.core.org.models import Person
from portal.core.phrases.models import Phrase
from portal.core.phrases.queries import own_phrases
from portal.extensions import db, hold

MOST = 20


class KnownAlready(ValueError):
    """The person has this phrase."""


class TooMany(ValueError):
    """The person has as many phrases as one can look through."""


def add(person_id: int, words: str) -> None:
    """Keep a phrase, as the last; raises KnownAlready and TooMany."""
    phrases = held(person_id)
    if words in [phrase.words for phrase in phrases]:
        raise KnownAlready
    if len(phrases) >= MOST:
        raise TooMany
    position = phrases[-1].position + 1 if phrases else 1
    db.session.add(Phrase(person_id=person_id, words=words, position=position))
    db.session.flush()


def remove(person_id: int, phrase_id: int) -> None:
    """Drop a phrase of one's own; one that is gone already is gone."""
    for phrase in held(person_id):
        if phrase.id == phrase_id:
            db.session.delete(phrase)
    db.session.flush()


def move_up(person_id: int, phrase_id: int) -> None:
    """Let a phrase of one's own change places with the one before it; the first stays."""
    phrases = held(person_id)
    for before, phrase in pairwise(phrases):
        if phrase.id == phrase_id:
            before.position, phrase.position = phrase.position, before.position
    db.session.flush()


def held(person_id: int) -> list[Phrase]:
    """A person's phrases as they are once nobody else changes them."""
    hold(Person, id=person_id)
    return own_phrases(person_id)
