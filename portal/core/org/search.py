"""Looking for people: by number, by name, by the first letters of its pinyin; slowed down per asker."""

from collections import defaultdict, deque
from datetime import date, datetime, timedelta
from functools import lru_cache
from threading import Lock

from sqlalchemy import select

from portal.core.org.models import Person
from portal.core.pinyin import SURNAMES, lazy_pinyin
from portal.extensions import db

MOST_FOUND = 30
WINDOW = timedelta(minutes=1)
FREE_SEARCHES = 30


class Slowdown:
    """How often each person searched of late, in this process; more than the free ones must wait."""

    def __init__(self) -> None:
        self.asked: dict[int, deque[datetime]] = defaultdict(deque)
        self.turn = Lock()

    def seconds_to_wait(self, person_id: int, at: datetime) -> int:
        """Count a search; how long the person must wait before it is answered, in seconds, 0 for none."""
        with self.turn:
            times = self.asked[person_id]
            while times and times[0] <= at - WINDOW:
                times.popleft()
            if len(times) >= FREE_SEARCHES:
                return max(1, round((times[0] + WINDOW - at).total_seconds()))
            times.append(at)
            return 0


def people_found(text: str, left_too: bool, day: date) -> list[Person]:
    """The people whom a text fits, by number, one more than a page shows; leavers only if asked for."""
    query = select(Person).order_by(Person.number)
    query = query if left_too else query.where(Person.until.is_(None) | (Person.until > day))
    if not text:
        return list(db.session.scalars(query.limit(MOST_FOUND + 1)))
    rows = db.session.execute(query.with_only_columns(Person.id, Person.number, Person.name))
    ids = [row.id for row in rows if fits(text, row.number, row.name)][: MOST_FOUND + 1]
    return list(db.session.scalars(query.where(Person.id.in_(ids))))


def fits(text: str, number: str, name: str) -> bool:
    """Whether a number begins with the text, or a name has it, in characters, pinyin or its initials."""
    plain = "".join(text.split()).casefold()
    initials, whole = spoken(name)
    if plain.isascii():
        return number.casefold().startswith(plain) or initials.startswith(plain) or whole.startswith(plain)
    return plain in name.casefold()


@lru_cache(maxsize=20_000)
def spoken(name: str) -> tuple[str, str]:
    """A name's initials and its whole pinyin, the surname as surnames are read."""
    syllables = lazy_pinyin()("".join(name.split()))
    if syllables and name[:1] in SURNAMES:
        syllables[0] = SURNAMES[name[0]]
    return "".join(s[:1] for s in syllables).casefold(), "".join(syllables).casefold()
