"""Each minute the mailbox of the desk is read."""

import logging

from portal.core.instants import Moment
from portal.core.web.context import settings
from portal.domain.operations.mail.mailbox import MailboxDown, opened
from portal.domain.operations.mail.taking import take
from portal.domain.operations.reporting import opener
from portal.extensions import db

log = logging.getLogger(__name__)


def read_mailbox(moment: Moment) -> None:
    """The sweep: each letter is taken once, also where it could not be marked as read."""
    box, form = settings().incoming, opener()
    if box is None or form is None:
        return
    db.session.rollback()
    try:
        with opened(box) as letters:
            for uid in letters.unread():
                take(letters.letter(uid), form, moment)
                letters.mark_read(uid)
    except MailboxDown as down:
        log.warning("the mailbox was not read: %s", down)


MINUTELY = (read_mailbox,)
