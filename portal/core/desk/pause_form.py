"""Why a clock stands still."""

from flask_wtf import FlaskForm

from portal.core.desk.reasons import Reason


class PauseForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The reason, for one clock of those that a page shows."""

    reason = Reason("暂停原因")
    clock_id = 0
