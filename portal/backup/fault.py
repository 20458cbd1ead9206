"""Why a back-up is not made, restored or rehearsed."""


class BackupFault(Exception):
    """What stands in the way, in a sentence for whoever runs the portal."""
