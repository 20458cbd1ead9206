"""In which form programs write what happened; read from the environment at start."""

from collections.abc import Mapping

FORMS = ("", "text", "json")
WHY = "PORTAL_LOG：写 json（一行一件事）或 text（文字）；不写时只记警告和错误"


def log_form_of(environment: Mapping[str, str]) -> str:
    """Read PORTAL_LOG; raises ValueError."""
    form = environment.get("PORTAL_LOG", "").strip()
    if form not in FORMS:
        raise ValueError(WHY)
    return form
