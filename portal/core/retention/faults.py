"""Why an act of keeping or destroying was not done; each leaves everything as it was."""


class NotPossible(ValueError):
    """The act cannot be done now, or not by this person; the message says why, in Chinese."""


class Settled(NotPossible):
    """Somebody was faster: what was asked for is settled already."""
