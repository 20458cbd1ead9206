"""Phone numbers: how they are compared, and how they are shown to who need not call. Pure."""

import re
import unicodedata

ALLOWED = re.compile(r"\+?[0-9][0-9 ()/-]*", re.ASCII)
CHINA = re.compile(r"^(?:\+|00)86")


def digits(phone: str) -> str:
    """The digits alone, without the code of China."""
    plain = unicodedata.normalize("NFKC", phone).strip()
    return re.sub(r"[^0-9]", "", CHINA.sub("", plain))


def is_phone(phone: str) -> bool:
    """Whether a text can be a phone number."""
    plain = unicodedata.normalize("NFKC", phone).strip()
    return bool(ALLOWED.fullmatch(plain)) and 5 <= len(digits(plain)) <= 20


def masked(phone: str) -> str:
    """138****1234; of a short number only the end."""
    known = digits(phone)
    if not known:
        return ""
    return f"{known[:3]}****{known[-4:]}" if len(known) > 8 else f"****{known[-2:]}"
