"""§3.2, §3.3.1: what the papers of servers and information assets must say."""

import unicodedata
from collections.abc import Iterator
from ipaddress import ip_address

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.operations_manual.facts import InformationAsset, Server
from portal.regulations.operations_manual.rules.passwords import secret_refusals


def server_refusals(said: Server, terms: Terms) -> Iterator[Refusal]:
    """§3.2: registered on a day that has come; each address is one; no password is written down."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§3.2")
    if wrong := [word for word in said.addresses.split() if not is_address(word)]:
        yield Refusal(("addresses",), f"不是 IP 地址：{wrong[0]}", "§3.2")
    yield from secret_refusals(said, "§3.3.2")


def information_refusals(said: InformationAsset, terms: Terms) -> Iterator[Refusal]:
    """§3.3.1: registered on a day that has come; no password is written down."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§3.3.1")
    yield from secret_refusals(said, "§3.3.2")


def is_address(word: str) -> bool:
    """§3.2: whether a word is an address, IPv4 or IPv6."""
    try:
        ip_address(word)
    except ValueError:
        return False
    return True


def known_by(name: str) -> str:
    """§3.2, §3.3.1: what is registered under a name, however that is written."""
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()
