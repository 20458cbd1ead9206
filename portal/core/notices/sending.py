"""The worker's round: everything that is due leaves, channel by channel; run twice it sends nothing twice.

A letter that left just before the worker was killed leaves again after the lease: rather twice than never.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from importlib import import_module
from urllib.parse import urlsplit

from portal.core.notices.claims import claim, note_failure, note_sent
from portal.core.notices.kinds import MAIL, kinds, robot_channel
from portal.core.notices.letters import Item, Sender, group_message, letter
from portal.core.notices.mail import Post, post_office
from portal.core.notices.outcomes import ChannelDown, Undelivered
from portal.core.org.queries import company_name
from portal.core.web.addresses import path_to
from portal.core.web.context import now, settings, today
from portal.extensions import db
from portal.outgoing import MailServer, Robot

MOST_IN_A_ROUND = 100
Send = Callable[[list[Item]], None]
Opened = Callable[[], AbstractContextManager[Send]]


def send_notices() -> None:
    """Send everything that is due."""
    outgoing = settings().outgoing
    if outgoing.server:
        work(MAIL, partial(by_mail, outgoing.server))
    for robot in outgoing.robots:
        work(robot_channel(robot.name), partial(by_robot, robot))


def work(channel: str, opened: Opened) -> None:
    """Send what is due by one channel; when that is down, the rest is tried in the next round."""
    with ExitStack() as stack:
        send: Send | None = None
        for _ in range(MOST_IN_A_ROUND):
            items = next_message(channel)
            if items is None:
                return
            try:
                send = send or stack.enter_context(opened())
                send(items)
            except Undelivered as refused:
                note_failure(items, str(refused), refused.final, now())
            except ChannelDown as down:
                note_failure(items, str(down), False, now())
                return
            else:
                note_sent(items, now())


def next_message(channel: str) -> list[Item] | None:
    """What leaves next, claimed; None when nothing is due."""
    while (items := claim(channel, now())) == []:
        pass  # another worker was faster, or nobody wants it any more
    return items


@contextmanager
def by_mail(server: MailServer) -> Iterator[Send]:
    """Letters from the company."""
    outgoing = settings().outgoing
    choices = outgoing.url + path_to("notice_choices.edit")
    sender = Sender(company_name(today()), outgoing.sender, outgoing.url, choices)
    db.session.rollback()
    with post_office(server, urlsplit(outgoing.url).hostname or "portal") as post:
        yield lambda items: send_letter(items, sender, post)


def send_letter(items: list[Item], sender: Sender, post: Post) -> None:
    """Write one letter and hand it over; one that cannot be written is of no use."""
    try:
        message = letter(items, sender, now())
    except ValueError as bad:
        raise Undelivered("这封邮件写不成，请检查邮箱地址", final=True) from bad
    post(message)


@contextmanager
def by_robot(robot: Robot) -> Iterator[Send]:
    """Messages to a group."""
    robots = import_module("portal.core.notices.robots")  # needs a tenth of a second that pages do not have
    titles = {kind.name: kind.title for kind in kinds().values()}
    place = settings().outgoing.url + path_to("notices.index")
    yield lambda items: robots.send(robot, group_message(items, titles, place))
