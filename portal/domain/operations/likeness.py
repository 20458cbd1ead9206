"""How like two short texts are, by the pairs of characters that they share; Chinese needs no words for that.
Pure."""

from portal.core.folding import folded

ENOUGH = 0.3


def pairs(text: str) -> frozenset[str]:
    """The neighbouring characters of a text, folded."""
    return pairs_of(folded(text))


def pairs_of(plain: str) -> frozenset[str]:
    """The same of a text that is folded already."""
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1))


def likeness(asked: frozenset[str], known: frozenset[str]) -> float:
    """From 0 to 1: how much of the shorter text the other one has too."""
    least = min(len(asked), len(known))
    return len(asked & known) / least if least else 0.0


def likeness_in(asked: frozenset[str], plain: str) -> float:
    """The same for a folded text, of which most have nothing of what is asked."""
    return likeness(asked, pairs_of(plain)) if any(pair in plain for pair in asked) else 0.0
