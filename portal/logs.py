"""What the programs write to standard error: one line an event, as JSON or in plain words (PORTAL_LOG)."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from flask import g, has_app_context

QUIET = ("huey", "weasyprint", "fontTools", "apprise", "pyhanko", "alembic", "py.warnings")
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)  # line ends of every kind, what turns a line around, what no file can hold

log = logging.getLogger("portal.event")


def begin(form: str) -> None:
    """Write what this program logs in one way; what others wrote in theirs comes the same way."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else PlainLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO if form else logging.WARNING)
    for name in ("portal", "_granian"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)


def note(event: str, level: int = logging.INFO, **fields: Any) -> None:
    """An event with what is to be known of it; never what somebody typed."""
    log.log(level, event, extra={"fields": fields})


def here() -> dict[str, Any]:
    """Which request, and whose: by their numbers."""
    if not has_app_context():
        return {}
    known = {"request": g.get("request_number"), "person": getattr(g.get("_login_user"), "person_id", None)}
    return {name: value for name, value in known.items() if value is not None}


def told(record: logging.LogRecord) -> dict[str, Any]:
    """What a line says: when, how grave, what, and which request it was."""
    at = datetime.fromtimestamp(record.created, UTC)
    head = {"time": f"{at:%Y-%m-%dT%H:%M:%S}.{at:%f}"[:23] + "Z", "level": record.levelname.lower()}
    fields: dict[str, Any] = getattr(record, "fields", {"logger": record.name})
    return {**head, "event": record.getMessage(), **here(), **fields}


def trace_of(record: logging.LogRecord) -> str:
    """How it came to a fault, "" where there is none."""
    return logging.Formatter().formatException(record.exc_info) if record.exc_info else ""


def seen(text: str) -> str:
    """A text in which everything can be seen, on one line."""
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; what JSON lets through unescaped is escaped too."""
        trace = trace_of(record)
        return seen(json.dumps({**told(record), **({"trace": trace} if trace else {})}, ensure_ascii=False))


class PlainLines(logging.Formatter):
    """One line in words; a trace follows, further in than any line begins."""

    def format(self, record: logging.LogRecord) -> str:
        """The line and its trace."""
        said = told(record)
        head = f"{said.pop('time')} {said.pop('level')} {said.pop('event')}"
        line = " ".join([head, *(f"{name}={value}" for name, value in said.items())])
        return "\n    ".join(map(seen, [line, *trace_of(record).splitlines()]))
