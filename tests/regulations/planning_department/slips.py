"""Leave slips as rules get them, and as people fill them."""

from datetime import date

from portal.regulations.planning_department.facts import AHEAD, LEAVE, LeaveSlip
from tests.pages import Browser, Page


def slip(since: str, until: str = "", **said: object) -> LeaveSlip:
    """A slip from a half-day ("2026-11-24 下午") to another."""
    (first, half), (last, other) = since.split(), (until or since).split()
    span = {"since": date.fromisoformat(first), "since_half": half}
    span |= {"until": date.fromisoformat(last), "until_half": other}
    words = {"kind": LEAVE, "reason": "家中有事", "phone": "13900000000", "notice": AHEAD}
    return LeaveSlip(**{**words, **span, **said})


def send(author: Browser, since: str, until: str = "", **typed: str) -> Page:
    """Fill a slip on its page and send it."""
    (first, half), (last, other) = since.split(), (until or since).split()
    words = {"kind": LEAVE, "reason": "家中有事", "phone": "13900000000", "notice": AHEAD}
    span = {"since": first, "since_half": half, "until": last, "until_half": other}
    return author.submit(author.get("/forms/f08-1/new"), button="act=send", **{**words, **span, **typed})


def decide(head: Browser, kind: str = "approve") -> Page:
    """Decide what came first on a head's desk."""
    task = head.get("/").all("a", class_="row-title")[0].get("href")
    return head.submit(head.get(task), action="/tasks/", button=f"kind={kind}", opinion="知道了")
