"""The company's own codes of products. Pure."""

import re
import unicodedata

CODE = re.compile(r"[0-9A-Z][0-9A-Z._/-]*", re.ASCII)


def code_of(text: str) -> str:
    """A text as a code: half-width, in capitals."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def fault(code: str) -> str:
    """What is wrong with a code, in words; empty for a good one."""
    return "" if CODE.fullmatch(code) else "编码只用字母、数字、点、横线和斜线"
