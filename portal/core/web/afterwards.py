"""What is noted about a page that somebody read: in a transaction of its own, after the answer was sent."""

from collections.abc import Callable
from typing import cast

from flask import Flask, Response, after_this_request, current_app


def after_answer(note: Callable[[], None]) -> None:
    """Note something once the answer of this request has been sent: nobody waits for it, and a fault is
    logged instead of shown."""
    app = cast(Flask, current_app._get_current_object())  # type: ignore[attr-defined]

    @after_this_request
    def arrange(response: Response) -> Response:
        response.call_on_close(lambda: note_within(app, note))
        return response


def note_within(app: Flask, note: Callable[[], None]) -> None:
    """Note it within the app."""
    try:
        with app.app_context():
            note()
    except Exception:
        app.logger.exception("not noted after an answer")
