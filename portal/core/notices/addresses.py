"""Mail addresses: their form, and what others are shown of them. Pure."""

from portal.outgoing import ADDRESS

LONGEST = 120


def address_fault(text: str) -> str:
    """What is wrong with a mail address; empty when nothing is."""
    if len(text) > LONGEST:
        return f"最多 {LONGEST} 个字"
    domain = text.rpartition("@")[2]
    if not ADDRESS.fullmatch(text) or "." not in domain or ".." in text:
        return "请填邮箱地址，例如 name@example.com"
    return ""


def masked(address: str) -> str:
    """The first letter and the domain: c***@example.com."""
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}***{at}{domain}" if at else ""
