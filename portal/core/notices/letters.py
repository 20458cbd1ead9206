"""What leaves the portal, in words: letters, and a robot's message to a group. Pure."""

import hashlib
from collections import Counter
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple

LONGEST_SUBJECT = 100
FOOT = "本邮件由制度门户自动发出，请不要回复。打开链接只是查看，办理要登录后在门户里进行。"


class Item(NamedTuple):
    """One notice that leaves: whose, what, where it leads; `wanted` while somebody is there to get it."""

    delivery_id: int
    name: str
    kind: str
    words: str
    address: str
    mail: str
    told_at: datetime
    wanted: bool


class Sender(NamedTuple):
    """Who writes: the company, the sender's mail address, where the portal is, and where one chooses."""

    company: str
    address: str
    url: str
    choices: str


def letter(items: list[Item], sender: Sender, at: datetime) -> EmailMessage:
    """One person's letter. The same notices make the same Message-ID, so that a letter that leaves twice
    can be known as one."""
    message = EmailMessage()
    message["Subject"] = subject(items)
    message["From"] = Address(one_line(sender.company), addr_spec=sender.address)
    message["To"] = Address(one_line(items[0].name), addr_spec=items[0].mail)
    message["Date"] = format_datetime(at)
    same = hashlib.sha256(repr([(item.delivery_id, item.told_at) for item in items]).encode()).hexdigest()
    message["Message-ID"] = f"<{same[:32]}@{sender.address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body(items, sender), charset="utf-8", cte="base64")
    return message


def subject(items: list[Item]) -> str:
    """The words of the notice, or how many there are."""
    words = one_line(items[0].words) if len(items) == 1 else f"{len(items)} 条通知"
    return f"[规矩] {words}"[:LONGEST_SUBJECT]


def one_line(text: str) -> str:
    """A text that fits into a header: no line ends, nothing that cannot be seen."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split())).strip()


def body(items: list[Item], sender: Sender) -> str:
    """The letter's text: every notice with its page, and what this is."""
    told = [f"{one_line(item.words)}\n{sender.url}{item.address}" for item in items]
    return "\n\n".join((f"{items[0].name}，你好：", *told, f"--\n{FOOT}\n改收信方式：{sender.choices}\n"))


def group_message(items: list[Item], titles: dict[str, str], place: str) -> str:
    """A robot's words: whom, and how many of which kind. What papers say is not for the group."""
    counted: dict[str, Counter[str]] = {}
    for item in items:
        counted.setdefault(item.name, Counter())[titles.get(item.kind, "通知")] += 1
    lines = [f"{name}：{told(kinds)}" for name, kinds in counted.items()]
    return "\n".join(("制度门户有新的通知", *lines, place))


def told(counted: Counter[str]) -> str:
    """轮到我办理 2、我的单据被退回 1."""
    return "、".join(f"{title} {number}" for title, number in counted.items())
