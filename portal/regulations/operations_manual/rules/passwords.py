"""What looks like a password that somebody wrote down. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from portal.core.facts import Facts, Refusal, columns, tables

NAMED = r"(密\s*码|口\s*令|pass\s*word|passwd|passphrase|\bpwd)"
LOOKS = re.compile(rf"{NAMED}\s*([:=]\s*\S|[是为]\s*[!-~]{{4}})", re.IGNORECASE)
WHY = "像是密码，门户里不写密码；写密码保管在哪里的条目号"


def is_secret(text: str) -> bool:
    """§3.3.2: whether a text seems to tell a password."""
    return LOOKS.search(unicodedata.normalize("NFKC", text)) is not None


def secret_refusals(said: Facts, clause: str) -> Iterator[Refusal]:
    """§3.3.2: no cell and no line tells one."""
    yield from (Refusal((name,), WHY, clause) for name in telling(said))
    for table in tables(type(said)):
        for n, line in enumerate(getattr(said, table)):
            yield from (Refusal((table, n, name), WHY, clause) for name in telling(line))


def telling(said: Facts) -> Iterator[str]:
    """The cells of a head or a line that tell one."""
    for name in columns(type(said)):
        value = getattr(said, name)
        if isinstance(value, str) and is_secret(value):
            yield name
