"""Why an act on a document's way was not done; each leaves everything as it was."""

from portal.core.approval.models import Decision, RouteAct


class NotYours(LookupError):
    """The task is another person's, or does not exist."""


class NoLonger(PermissionError):
    """The post by which the task was given is not the person's any more."""


class TooLate(Exception):
    """Somebody was faster, or the step is over; `deed` is what was decided or done last, if anything."""

    def __init__(self, deed: Decision | RouteAct | None) -> None:
        super().__init__(deed)
        self.deed = deed


class Unanswered(Exception):
    """The step demands an answer in words, also from whoever agrees."""


class Unproven(PermissionError):
    """The step demands that its signer proves himself again."""


class Unattached(Exception):
    """The step demands a file of whoever agrees."""


class PaperChanged(Exception):
    """The document changed after the page was opened."""


class NotInUse(Exception):
    """The company does not use the form's regulation any more."""


class NotPossible(ValueError):
    """The act cannot be done now, or not with these people; the message says why, in Chinese."""
