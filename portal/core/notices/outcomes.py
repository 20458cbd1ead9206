"""What can go wrong when something leaves the portal."""


class ChannelDown(Exception):
    """The channel takes nothing now; the message says why, without secrets."""


class Undelivered(Exception):
    """This one was not taken; `final` when trying again is of no use."""

    def __init__(self, why: str, final: bool = False) -> None:
        super().__init__(why)
        self.final = final
